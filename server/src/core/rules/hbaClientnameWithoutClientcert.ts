import { clientCertificateOf, effectiveOption, usableMethod } from "../cluster/access/usableMethod.ts";
import type { Rule } from "../ruleKit/rule.ts";

export const hbaClientnameWithoutClientcert: Rule = {
  id: "hba-clientname-without-clientcert",
  severity: "warning",
  serverEffect: null,
  summary: "`clientname` has no effect, because no name of a certificate is compared on this line.",
  why: "The name in the client's certificate is compared with the role only by the method `cert` and by `clientcert=verify-full`.",
  instead: "Add `clientcert=verify-full`, or remove `clientname`.",
  bad: [
    `
    # pgssl: version=18
    hostssl all all all scram-sha-256 clientname=DN
    #                                 ^^^^^^^^^^^^^
    `,
    `
    # pgssl: version=18
    hostssl all all all scram-sha-256 clientcert=verify-ca clientname=CN
    #                                                      ^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
    # pgssl: version=18
    hostssl all all all scram-sha-256 clientcert=verify-full clientname=DN
    hostssl all all all cert clientname=DN
    `,
  ],
  hbaAccess(record, context, report) {
    if (record.options.length === 0 || context.serverVersion < 14 || !record.isComplete) return;
    if (record.type?.tokens[0]?.text !== "hostssl" || !usableMethod(record, context)) return;
    const option = effectiveOption(record, "clientname");
    if (!option || clientCertificateOf(record, context.serverVersion) === "verify-full") return;
    report(
      option.token.span,
      "Without clientcert=verify-full (or the method cert) the server compares no name of the certificate, so clientname does nothing.",
    );
  },
};
