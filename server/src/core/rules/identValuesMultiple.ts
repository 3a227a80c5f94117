import { mapsUnused } from "../ruleKit/mapsUnused.ts";
import type { Rule, RuleExamples } from "../ruleKit/rule.ts";

export const identValuesMultiple: Rule = {
  id: "ident-values-multiple",
  severity: "error",
  serverEffect: "line-error",
  summary: "A field of pg_ident.conf has several values, separated by commas.",
  why: "This file has no lists. With one bad line the server logs “multiple values in ident field” and uses no map of the file, although it starts; a reload keeps the old maps.",
  instead: "Write one line for each pair of users.",
  ident({ map, systemUser, databaseUser }, _context, report) {
    for (const field of [map, systemUser, databaseUser])
      if (field && field.tokens.length > 1)
        report(field.span, "pg_ident.conf has no lists; write one line for each pair of users.", {
          detail: mapsUnused("multiple values in ident field"),
        });
  },
};

export const identValuesMultipleExamples: RuleExamples = {
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
};
