import { usableMethod } from "../cluster/access/usableMethod.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeWord, writtenToken } from "../ruleKit/textFix.ts";

export const hbaCertClientcert: Rule = {
  id: "hba-cert-clientcert",
  severity: "error",
  serverEffect: "line-error",
  summary: "`clientcert` contradicts the method `cert`.",
  instead: "Remove `clientcert`.",
  hbaAccess(record, context, report) {
    if (record.options.length === 0 || usableMethod(record, context)?.name !== "cert") return;
    const [weaker, logged] =
      context.serverVersion === 13
        ? [["0", "no-verify"], 'clientcert cannot be set to "no-verify"']
        : [["verify-ca"], 'clientcert only accepts "verify-full"'];
    for (const { name, value, token } of record.options) {
      if (name !== "clientcert" || value === undefined || !weaker.includes(value)) continue;
      report(
        token.span,
        `clientcert=${value} contradicts cert, which always means verify-full; remove the option.`,
        { refusal: fileRefused(logged) },
      );
    }
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    return token ? [removeWord(target, "Remove the option", token, "safe")] : [];
  },
};

export const hbaCertClientcertPage: RulePage = {
  why: '`cert` always means `clientcert=verify-full`. PostgreSQL 14 and later refuse `verify-ca` beside it (“clientcert only accepts "verify-full" when using "cert" authentication”), and 13 refuses `0` and `no-verify` (“clientcert cannot be set to "no-verify"”). The server refuses the whole file: it does not start, and a reload keeps the old records.',
  bad: [
    `
    # pgssl: version=14
    hostssl all all all cert clientcert=verify-ca
    #                        ^^^^^^^^^^^^^^^^^^^^
    `,
    `
    # pgssl: version=13
    hostssl all all all cert clientcert=0
    #                        ^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    # pgssl: version=14
    hostssl all all all cert
    `,
    `
    # pgssl: version=13
    hostssl all all all cert
    `,
  ],
  good: [
    `
    hostssl all all all cert
    hostssl all all all cert clientcert=verify-full
    `,
    `
    # pgssl: version=13
    hostssl all all all cert clientcert=verify-ca
    `,
  ],
};
