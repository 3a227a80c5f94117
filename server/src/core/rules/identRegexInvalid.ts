import { mapsUnused } from "../ruleKit/mapsUnused.ts";
import { patternFinding } from "../ruleKit/patternFinding.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

const effect = mapsUnused("invalid regular expression");

export const identRegexInvalid: Rule = {
  id: "ident-regex-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "A user that starts with a slash is not a valid regular expression.",
  instead: "Correct the expression. Put quotation marks around a word with a comma.",
  ident({ systemUser, databaseUser, include }, context, report) {
    if (include) return;
    const system = systemUser?.tokens[0];
    const database = databaseUser?.tokens[0];
    if (system) patternFinding(system, context, report, effect);
    if (database && context.serverVersion >= 16) patternFinding(database, context, report, effect);
  },
};

export const identRegexInvalidPage: RulePage = {
  why: "The server compiles the word as a regular expression of PostgreSQL's own kind when it reads the file, with or without quotation marks; the database user only since PostgreSQL 16. With one bad line it logs “invalid regular expression” and uses no map of the file, although it starts; a reload keeps the old maps.",
  bad: [
    `
    admins /^(.*@example\\.com$ postgres
    #      ^^^^^^^^^^^^^^^^^^^
    `,
    `
    # pgssl: version=18
    admins alice /^(y
    #            ^^^^
    `,
  ],
  good: [
    `
    admins /^(.*)@example\\.com$ \\1
    `,
    `
    # pgssl: version=15
    admins alice /^(y
    `,
  ],
};
