import { type HbaKeyword, hbaKeyword } from "../data/hbaKeywords.ts";
import type { Report, Rule } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import type { AuthField } from "../syntax/authLine.ts";

export const hbaKeywordCase: Rule = {
  id: "hba-keyword-case",
  severity: "warning",
  serverEffect: null,
  summary: "A keyword is written in capitals, which makes it a name.",
  why: "The server compares keywords with regard to case: `ALL` is a database, role or host of that name.",
  instead: "Write it in lower case, or in quotation marks when the name is meant.",
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
  hba({ database, user, address, numericAddress }, _context, report) {
    judge("database", database, report);
    judge("user", user, report);
    if (!numericAddress) judge("address", address, report);
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    return token
      ? [replaceText(target, `Change to ${token.text.toLowerCase()}`, span, token.text.toLowerCase())]
      : [];
  },
};

function judge(column: HbaKeyword["column"], field: AuthField | undefined, report: Report): void {
  for (const { text, quoted, span } of field?.tokens ?? []) {
    if (quoted || !startsUpperCase.test(text)) continue;
    const keyword = hbaKeyword(column, text.toLowerCase());
    if (!keyword) continue;
    const kind = column === "address" ? "host" : column === "user" ? "role" : "database";
    report(span, `Case counts: ${text} is a ${kind} called so, not the keyword ${keyword.name}.`);
  }
}

const startsUpperCase = /[A-Z]/;
