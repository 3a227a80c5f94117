import { type HbaKeyword, hbaKeyword } from "../data/hbaKeywords.ts";
import type { Report, Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import type { AuthField } from "../syntax/authLine.ts";

export const hbaKeywordCase: Rule = {
  id: "hba-keyword-case",
  severity: "warning",
  serverEffect: null,
  summary: "A keyword in capitals is a name.",
  instead: "Write the keyword in lower case, or put the word in quotation marks if the name is meant.",
  hba({ database, user, address, numericAddress }, _context, report) {
    checkField("database", database, report);
    checkField("user", user, report);
    if (!numericAddress) checkField("address", address, report);
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    return token
      ? [replaceText(target, `Change to ${token.text.toLowerCase()}`, span, token.text.toLowerCase())]
      : [];
  },
};

export const hbaKeywordCasePage: RulePage = {
  why: "Keywords are case-sensitive: `ALL` is a database, role or host of that name.",
  bad: [
    `
    host ALL Sameuser 10.0.0.0/8 scram-sha-256
    #    ^^^
    `,
    `
    host all all ALL scram-sha-256
    #            ^^^
    `,
  ],
  fixed: [
    `
    host all Sameuser 10.0.0.0/8 scram-sha-256
    `,
    `
    host all all all scram-sha-256
    `,
  ],
  good: [
    `
    host all "ALL" all scram-sha-256
    `,
  ],
};

function checkField(column: HbaKeyword["column"], field: AuthField | undefined, report: Report): void {
  for (const { text, quoted, span } of field?.tokens ?? []) {
    if (quoted || !startsUpperCase.test(text)) continue;
    const keyword = hbaKeyword(column, text.toLowerCase());
    if (!keyword) continue;
    const kind = column === "address" ? "host" : column === "user" ? "role" : "database";
    report(
      span,
      `${text} is a ${kind} of that name, not the keyword; write ${keyword.name}, or quote the name.`,
      {
        detail: "Keywords are case-sensitive. Quotation marks show that the name is meant.",
      },
    );
  }
}

const startsUpperCase = /[A-Z]/;
