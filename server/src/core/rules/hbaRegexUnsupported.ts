import type { Report, Rule, RulePage } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";
import type { AuthField } from "../syntax/authLine.ts";

export const hbaRegexUnsupported: Rule = {
  id: "hba-regex-unsupported",
  severity: "warning",
  serverEffect: null,
  summary: "A database or user starts with a slash, which has no meaning before PostgreSQL 16.",
  instead: "List the names, use `+role` or `samerole`, or upgrade.",
  hba({ database, user }, { serverVersion }, report) {
    if (serverVersion > 15) return;
    checkField(database, report);
    checkField(user, report);
  },
};

export const hbaRegexUnsupportedPage: RulePage = {
  why: "Up to PostgreSQL 15 the word is a name like any other, so the line matches only a database or role of exactly that name.",
  bad: [
    `
    # pgssl: version=15
    local /^app_ all peer
    #     ^^^^^^
    `,
  ],
  good: [
    `
    # pgssl: version=16
    local /^app_ all peer
    `,
  ],
};

function checkField(field: AuthField | undefined, report: Report): void {
  for (const { text, span } of field?.tokens ?? [])
    if (text.charCodeAt(0) === SLASH && text.length > 1)
      report(
        span,
        `${shown(text)} is a literal name before PostgreSQL 16, not a regular expression; list the names.`,
        { detail: "The line matches only a database or role of exactly that name." },
      );
}

const SLASH = 0x2f;
