import type { Grammar, Pattern } from "./grammar.ts";

const language = "postgresql-conf";
const identifier = "[A-Za-z_\\x{80}-\\x{10FFFF}][\\w\\x{80}-\\x{10FFFF}]*";

const comment: Pattern = { name: `comment.line.number-sign.${language}`, match: "#.*$" };

const text: Pattern = {
  name: `string.quoted.single.${language}`,
  begin: "'",
  end: "'(?!')|$",
  patterns: [{ name: `constant.character.escape.${language}`, match: "''|\\\\(?:[0-7]{1,3}|.)" }],
};

const values: readonly Pattern[] = [
  comment,
  text,
  {
    name: `constant.language.boolean.${language}`,
    match: "(?i)\\b(?:on|off|true|false|yes|no)(?![\\w.:/-])",
  },
  {
    match:
      "(?<![\\w.:/-])([-+]?(?:0x[0-9A-Fa-f]+|[0-9]+(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?))([A-Za-z]*)(?![\\w.:/-])",
    captures: {
      1: { name: `constant.numeric.${language}` },
      2: { name: `keyword.other.unit.${language}` },
    },
  },
  { name: `string.unquoted.${language}`, match: "[A-Za-z_][\\w.:/-]*" },
];

function line(begin: string, name: string): Pattern {
  return {
    begin: `^[ \\t]*(${begin})[ \\t]*(=)?`,
    beginCaptures: { 1: { name }, 2: { name: `keyword.operator.assignment.${language}` } },
    end: "$",
    patterns: values,
  };
}

/** The grammar of postgresql.conf. The names of settings are any identifier: which ones exist depends on the version. */
export const settingsGrammar: Grammar = {
  name: "PostgreSQL postgresql.conf",
  scopeName: `source.${language}`,
  patterns: [
    comment,
    line("(?i:include_if_exists|include_dir|include)(?![\\w.])", `keyword.control.include.${language}`),
    line(`${identifier}(?:\\.${identifier})?`, `variable.other.setting.${language}`),
    text,
  ],
};
