import { usableMethod } from "../cluster/access/usableMethod.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { removeWord, writtenToken } from "../ruleKit/textFix.ts";

export const hbaCertClientcert: Rule = {
  id: "hba-cert-clientcert",
  severity: "error",
  serverEffect: "line-error",
  summary: "The method `cert` is combined with a weaker `clientcert`.",
  why: "`cert` always means `clientcert=verify-full`. Since PostgreSQL 14 it refuses `verify-ca`, and 13 refuses `0` and `no-verify`, because the line contradicts itself.",
  instead: "Leave `clientcert` out.",
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
  hbaAccess(record, context, report) {
    if (record.options.length === 0 || usableMethod(record, context)?.name !== "cert") return;
    const weaker = context.serverVersion === 13 ? ["0", "no-verify"] : ["verify-ca"];
    for (const { name, value, token } of record.options) {
      if (name !== "clientcert" || value === undefined || !weaker.includes(value)) continue;
      report(
        token.span,
        `The method cert always verifies the certificate and its name, so the server refuses clientcert=${value} beside it: leave the option out.`,
      );
    }
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    return token ? [removeWord(target, "Remove the option", token, "safe")] : [];
  },
};
