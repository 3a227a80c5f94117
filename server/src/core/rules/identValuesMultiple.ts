import type { Rule } from "../ruleKit/rule.ts";

export const identValuesMultiple: Rule = {
  id: "ident-values-multiple",
  severity: "error",
  serverEffect: "line-error",
  summary: "A column of pg_ident.conf has several values, joined by commas.",
  why: "There are no lists in this file. One bad line makes all maps of the file unusable, although the server starts.",
  instead: "Write one line for each pair of users.",
  bad: [
    `
    admins alice,bob postgres
    #      ^^^^^^^^^
    `,
  ],
  good: [
    `
    admins alice postgres
    admins bob postgres
    `,
  ],
  ident({ map, systemUser, databaseUser }, _context, report) {
    for (const field of [map, systemUser, databaseUser])
      if (field && field.tokens.length > 1)
        report(
          field.span,
          "There are no lists in pg_ident.conf, so the server reports the line and uses no map of the file: write one line for each pair.",
        );
  },
};
