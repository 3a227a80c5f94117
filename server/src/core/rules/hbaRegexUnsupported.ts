import type { Report, Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";
import type { AuthField } from "../syntax/authLine.ts";

export const hbaRegexUnsupported: Rule = {
  id: "hba-regex-unsupported",
  severity: "warning",
  serverEffect: null,
  summary: "A database or user starts with a slash, which means nothing before PostgreSQL 16.",
  why: "Up to PostgreSQL 15 the word is a name like any other, so the line matches only a database or role that is really called so.",
  instead: "List the names, use `+role` or `samerole`, or upgrade.",
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
  hba({ database, user }, { serverVersion }, report) {
    if (serverVersion > 15) return;
    judge(database, report);
    judge(user, report);
  },
};

function judge(field: AuthField | undefined, report: Report): void {
  for (const { text, span } of field?.tokens ?? [])
    if (text.charCodeAt(0) === SLASH && text.length > 1)
      report(
        span,
        `Regular expressions came with PostgreSQL 16; this server takes ${shown(text)} for a literal name, which will match nothing.`,
      );
}

const SLASH = 0x2f;
