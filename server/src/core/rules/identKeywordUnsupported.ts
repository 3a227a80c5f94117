import type { Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const identKeywordUnsupported: Rule = {
  id: "ident-keyword-unsupported",
  severity: "warning",
  serverEffect: null,
  summary: "`all`, `+role` or a regular expression stands for the database user of an old server.",
  why: "The database user of pg_ident.conf learned these with PostgreSQL 16; before, each is a role of that very name.",
  instead: "Write one line for each role, or upgrade.",
  bad: [
    `
    # pgssl: version=15
    admins alice all
    #            ^^^
    `,
  ],
  good: [
    `
    # pgssl: version=16
    admins alice all
    `,
  ],
  ident({ databaseUser }, { serverVersion }, report) {
    const token = databaseUser?.tokens[0];
    if (!token || serverVersion > 15 || (token.quoted && !token.text.startsWith("/"))) return;
    if (token.text === "all" || /^[+/]./.test(token.text))
      report(
        token.span,
        `PostgreSQL ${serverVersion} takes ${shown(token.text)} for a role of that very name; its special meaning came with 16.`,
      );
  },
};
