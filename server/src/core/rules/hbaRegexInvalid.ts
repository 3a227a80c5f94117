import type { AuthContext } from "../cluster/context.ts";
import { patternFinding } from "../ruleKit/patternFinding.ts";
import type { Report, Rule, RuleExamples } from "../ruleKit/rule.ts";
import type { AuthField } from "../syntax/authLine.ts";

export const hbaRegexInvalid: Rule = {
  id: "hba-regex-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "A database or user that starts with a slash is not a valid regular expression.",
  why: "Since PostgreSQL 16 the server compiles such a word as a regular expression of PostgreSQL's own kind when it loads the file, quotation marks or not. If that fails, it refuses the whole file, with “invalid regular expression” in its log: it does not start, and a reload keeps the old records.",
  instead: "Correct the expression. A comma in it needs quotation marks around the whole word.",
  hba({ database, user, include }, context, report) {
    if (context.serverVersion < 16 || include) return;
    checkField(database, context, report);
    checkField(user, context, report);
  },
};

export const hbaRegexInvalidExamples: RuleExamples = {
  bad: [
    `
    # pgssl: version=18
    local "/^db(" all peer
    #     ^^^^^^^
    `,
    `
    # pgssl: version=18
    local all /\\p{L} peer
    #         ^^^^^^
    `,
  ],
  good: [
    `
    # pgssl: version=18
    local "/^db[0-9]{1,3}$" all peer
    `,
    `
    # pgssl: version=15
    local "/^db(" all peer
    `,
  ],
};

function checkField(field: AuthField | undefined, context: AuthContext, report: Report): void {
  for (const token of field?.tokens ?? []) patternFinding(token, context, report);
}
