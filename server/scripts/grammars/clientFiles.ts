import type { Captures, Grammar, Pattern } from "./grammar.ts";

/** The grammar of pg_service.conf. Nothing is quoted, and a comment fills a line of its own. */
const serviceGrammar: Grammar = {
  name: "PostgreSQL service file",
  scopeName: "source.pg-service",
  patterns: [
    { name: "comment.line.number-sign.pg-service", match: "^\\s*#.*$" },
    { match: "^\\s*(\\[[^\\]]*\\])", captures: { 1: { name: "entity.name.section.pg-service" } } },
    {
      match: "^\\s*([^=\\s]+)(=)(.*)$",
      captures: {
        1: { name: "variable.other.setting.pg-service" },
        2: { name: "keyword.operator.assignment.pg-service" },
        3: { name: "string.unquoted.value.pg-service" },
      },
    },
  ],
};

const escapes: readonly Pattern[] = [{ name: "constant.character.escape.pgpass", match: "\\\\." }];

const fieldScopes = [
  "entity.name.type.host",
  "constant.numeric.port",
  "entity.name.type.database",
  "variable.other.user",
];

/** Three groups for each field: `*` alone, another word, and the colon behind. */
const fields = fieldScopes.map(() => "(?:(\\*)(?=:)|((?:\\\\.|[^:\\\\])*))(:)").join("");

const fieldCaptures: Captures = Object.fromEntries(
  fieldScopes.flatMap((scope, index) => [
    [3 * index + 1, { name: "constant.language.pgpass" }],
    [3 * index + 2, { name: `${scope}.pgpass`, patterns: escapes }],
    [3 * index + 3, { name: "punctuation.separator.pgpass" }],
  ]),
);

/** The grammar of .pgpass. Blanks count; what follows a colon behind the password is plain, since libpq does not read it. */
const passGrammar: Grammar = {
  name: "PostgreSQL password file",
  scopeName: "source.pgpass",
  patterns: [
    { name: "comment.line.number-sign.pgpass", match: "^#.*$" },
    {
      match: `^${fields}((?:\\\\.|[^:\\\\])*)`,
      captures: {
        ...fieldCaptures,
        [3 * fieldScopes.length + 1]: { name: "string.unquoted.password.pgpass", patterns: escapes },
      },
    },
  ],
};

/** The grammars of files of libpq's clients. */
export const clientFileGrammars: readonly Grammar[] = [serviceGrammar, passGrammar];
