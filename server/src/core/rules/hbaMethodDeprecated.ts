import { authMethod } from "../data/authMethods.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";

export const hbaMethodDeprecated: Rule = {
  id: "hba-method-deprecated",
  severity: "information",
  serverEffect: null,
  summary: "The authentication method is deprecated, or removed in a later version.",
  instead:
    "Use `scram-sha-256`, after setting the passwords again with `password_encryption = 'scram-sha-256'`.",
  hbaAccess({ method }, { serverVersion }, report) {
    const token = method?.tokens[0];
    const row = token && authMethod(token.text, serverVersion);
    if (!row || method.tokens.length > 1) return;
    if (row.deprecatedSince !== undefined && row.deprecatedSince <= serverVersion)
      report(
        token.span,
        `MD5 passwords are deprecated since PostgreSQL ${row.deprecatedSince}; set them again and use scram-sha-256.`,
        {
          detail:
            "A later version will remove MD5 passwords. Set each password again with password_encryption = 'scram-sha-256', so that it is stored as a SCRAM verifier.",
          tag: "deprecated",
        },
      );
    else if (row.until !== undefined && row.name === "radius")
      report(
        token.span,
        `PostgreSQL ${row.until + 1} removed ${row.name} and does not start with this line; use another method.`,
        { detail: "After an upgrade its log says “invalid authentication method”.", tag: "deprecated" },
      );
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    return token && token.text === "md5"
      ? [replaceText(target, "Change to scram-sha-256", token.span, "scram-sha-256")]
      : [];
  },
};

export const hbaMethodDeprecatedPage: RulePage = {
  why: "MD5 is broken, and a stolen hash serves as the password. PostgreSQL 18 deprecates MD5 passwords, and a later version will remove them. PostgreSQL 19 removed `radius`: with such a line it does not start (“invalid authentication method”).",
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
};
