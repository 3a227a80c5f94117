import type { AuthContext } from "../cluster/context.ts";
import { patternFinding } from "../ruleKit/patternFinding.ts";
import type { Report, Rule } from "../ruleKit/rule.ts";
import type { AuthField } from "../syntax/authLine.ts";

export const hbaRegexInvalid: Rule = {
  id: "hba-regex-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "A database or user that starts with a slash is no valid regular expression.",
  why: "Since PostgreSQL 16 such a word is compiled as a regular expression of PostgreSQL's own kind when the file is loaded, quotation marks or not; the server refuses the file when that fails.",
  instead: "Correct the expression. A comma inside it needs quotation marks around the whole word.",
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
  hba({ database, user, include }, context, report) {
    if (context.serverVersion < 16 || include) return;
    judge(database, context, report);
    judge(user, context, report);
  },
};

function judge(field: AuthField | undefined, context: AuthContext, report: Report): void {
  for (const token of field?.tokens ?? []) patternFinding(token, context, report);
}
