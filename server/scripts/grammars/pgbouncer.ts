import type { Grammar, Pattern } from "./grammar.ts";

const language = "pgbouncer";

const values: readonly Pattern[] = [
  {
    name: `string.quoted.single.${language}`,
    begin: "'",
    end: "'(?!')|$",
    patterns: [{ name: `constant.character.escape.${language}`, match: "''" }],
  },
  {
    match: "(?:^|(?<=[\\s=]))(\\w+)[ ]*(=)",
    captures: {
      1: { name: `variable.parameter.${language}` },
      2: { name: `keyword.operator.assignment.${language}` },
    },
  },
  { name: `constant.numeric.${language}`, match: "(?<![\\w.:/-])[-+]?[0-9]+(?:\\.[0-9]+)?(?![\\w.:/-])" },
  { name: `string.unquoted.${language}`, match: "[^\\s'=]+" },
];

/** The grammar of pgbouncer.ini. Comments fill lines of their own; behind a value they are part of it. */
export const pgbouncerGrammar: Grammar = {
  name: "PgBouncer configuration",
  scopeName: `source.${language}`,
  patterns: [
    { name: `comment.line.${language}`, match: "^\\s*[;#].*$" },
    {
      match: "^\\s*(\\[[^\\]]*\\])",
      captures: { 1: { name: `entity.name.section.${language}` } },
    },
    {
      match: "^\\s*(%include)[ \\t]+(.*)$",
      captures: {
        1: { name: `keyword.control.include.${language}` },
        2: { name: `string.unquoted.${language}` },
      },
    },
    {
      begin: "^\\s*('[^']*'|[\\w.*-]+)[ \\t]*(=)[ \\t]*",
      beginCaptures: {
        1: { name: `variable.other.setting.${language}` },
        2: { name: `keyword.operator.assignment.${language}` },
      },
      end: "$",
      patterns: values,
    },
  ],
};
