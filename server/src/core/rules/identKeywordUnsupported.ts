import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { serverInWords, shown } from "../ruleKit/words.ts";

export const identKeywordUnsupported: Rule = {
  id: "ident-keyword-unsupported",
  severity: "warning",
  serverEffect: null,
  summary: "The database user is `all`, `+role` or a regular expression, which needs PostgreSQL 16.",
  instead: "Write one line for each role, or upgrade.",
  ident({ databaseUser }, context, report) {
    const token = databaseUser?.tokens[0];
    if (!token || context.serverVersion > 15 || (token.quoted && !token.text.startsWith("/"))) return;
    if (token.text === "all" || /^[+/]./.test(token.text))
      report(
        token.span,
        `${serverInWords(context)} reads ${shown(token.text)} as the name of a role; write one line for each role.`,
        { detail: "The special meaning needs PostgreSQL 16 or later." },
      );
  },
};

export const identKeywordUnsupportedPage: RulePage = {
  why: "Since PostgreSQL 16 these have a special meaning as the database user of pg_ident.conf; older versions read each as the name of a role.",
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
};
