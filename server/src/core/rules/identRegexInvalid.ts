import { patternFinding } from "../ruleKit/patternFinding.ts";
import type { Rule } from "../ruleKit/rule.ts";

export const identRegexInvalid: Rule = {
  id: "ident-regex-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "A user that starts with a slash is no valid regular expression.",
  why: "The server compiles the word as a regular expression of PostgreSQL's own kind when it loads the file, quotation marks or not; the database user only since PostgreSQL 16. One bad line makes all maps of the file unusable.",
  instead: "Correct the expression. A comma inside it needs quotation marks around the whole word.",
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
  ident({ systemUser, databaseUser, include }, context, report) {
    if (include) return;
    const system = systemUser?.tokens[0];
    const database = databaseUser?.tokens[0];
    if (system) patternFinding(system, context, report);
    if (database && context.serverVersion >= 16) patternFinding(database, context, report);
  },
};
