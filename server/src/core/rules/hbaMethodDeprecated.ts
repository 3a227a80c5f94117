import { authMethod } from "../data/authMethods.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";

export const hbaMethodDeprecated: Rule = {
  id: "hba-method-deprecated",
  severity: "information",
  serverEffect: null,
  summary: "The authentication method is on its way out.",
  why: "MD5 passwords are deprecated since PostgreSQL 18 and will be removed: MD5 is broken, and a stolen hash serves as the password. `radius` was removed in PostgreSQL 19, where the line keeps the server from starting.",
  instead:
    "Use `scram-sha-256`, after setting the passwords anew with `password_encryption = 'scram-sha-256'`.",
  bad: [
    `
    # pgssl: version=18
    host all all 10.0.0.0/8 md5
    #                       ^^^
    `,
    `
    # pgssl: version=18
    hostssl all all 10.0.0.0/8 radius radiusservers=127.0.0.1 radiussecrets=s
    #                          ^^^^^^
    `,
  ],
  fixed: [
    `
    # pgssl: version=18
    host all all 10.0.0.0/8 scram-sha-256
    `,
  ],
  good: [
    `
    host all all 10.0.0.0/8 scram-sha-256
    `,
    `
    # pgssl: version=17
    host all all 10.0.0.0/8 md5
    `,
  ],
  hbaAccess({ method }, { serverVersion }, report) {
    const token = method?.tokens[0];
    const row = token && authMethod(token.text, serverVersion);
    if (!row || method.tokens.length > 1) return;
    if (row.deprecatedSince !== undefined && row.deprecatedSince <= serverVersion)
      report(
        token.span,
        `MD5 passwords are deprecated since PostgreSQL ${row.deprecatedSince} and will be removed: set the passwords anew as SCRAM verifiers and use scram-sha-256.`,
        { tag: "deprecated" },
      );
    else if (row.until !== undefined && row.name === "radius")
      report(
        token.span,
        `PostgreSQL ${row.until + 1} has no ${row.name} any more: the line will keep it from starting after an upgrade.`,
        { tag: "deprecated" },
      );
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    return token && token.text === "md5"
      ? [replaceText(target, "Change to scram-sha-256", token.span, "scram-sha-256")]
      : [];
  },
};
