import type { Report, Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import type { AuthField } from "../syntax/authLine.ts";

export const hbaKeywordQuoted: Rule = {
  id: "hba-keyword-quoted",
  severity: "warning",
  serverEffect: null,
  summary: "A keyword in quotation marks is a name.",
  instead: "Remove the quotation marks.",
  hba({ database, user, address }, _context, report) {
    checkField("database", database, ["all"], report);
    checkField("role", user, ["all"], report);
    checkField("host", address, ["all", "samehost", "samenet"], report);
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    return token ? [replaceText(target, "Remove the quotation marks", span, token.text)] : [];
  },
};

export const hbaKeywordQuotedPage: RulePage = {
  why: "Quotation marks take away the special meaning of `all`, `samehost` and `samenet`: the line matches only a database, role or host of that name.",
  bad: [
    `
    host "all" all 10.0.0.0/8 scram-sha-256
    #    ^^^^^
    `,
    `
    host all all "samenet" scram-sha-256
    #            ^^^^^^^^^
    `,
  ],
  fixed: [
    `
    host all all 10.0.0.0/8 scram-sha-256
    `,
    `
    host all all samenet scram-sha-256
    `,
  ],
  good: [
    `
    host all all all scram-sha-256
    host "replication" all all scram-sha-256
    `,
  ],
};

function checkField(
  kind: string,
  field: AuthField | undefined,
  keywords: readonly string[],
  report: Report,
): void {
  for (const { text, quoted, span, isUnknown } of field?.tokens ?? [])
    if (quoted && !isUnknown && keywords.includes(text))
      report(span, `"${text}" is a ${kind} of that name, not the keyword; remove the quotation marks.`);
}
