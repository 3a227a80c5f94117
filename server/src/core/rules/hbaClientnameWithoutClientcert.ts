import { clientCertificateOf, effectiveOption, usableMethod } from "../cluster/access/usableMethod.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeWord, replaceText, writtenToken } from "../ruleKit/textFix.ts";

export const hbaClientnameWithoutClientcert: Rule = {
  id: "hba-clientname-without-clientcert",
  severity: "warning",
  serverEffect: null,
  summary: "`clientname` has no effect without `clientcert=verify-full` or the method `cert`.",
  instead: "Add `clientcert=verify-full`, or remove `clientname`.",
  hbaAccess(record, context, report) {
    if (record.options.length === 0 || context.serverVersion < 14 || !record.isComplete) return;
    if (record.type?.tokens[0]?.text !== "hostssl" || !usableMethod(record, context)) return;
    const option = effectiveOption(record, "clientname");
    if (!option || clientCertificateOf(record, context.serverVersion) === "verify-full") return;
    report(option.token.span, "clientname has no effect here; add clientcert=verify-full, or remove it.", {
      detail:
        "The server compares the name in a certificate only with clientcert=verify-full or the method cert.",
    });
  },
  fix({ span }, target) {
    const { record } = target;
    const token = writtenToken(target, span);
    if (!token || !("options" in record)) return [];
    const clientcert = effectiveOption(record, "clientcert");
    const option = "clientcert=verify-full";
    const written = clientcert && writtenToken(target, clientcert.token.span);
    const addition = written
      ? replaceText(target, `Change to ${option}`, written.span, option)
      : replaceText(target, `Add ${option}`, { start: span.start, end: span.start }, `${option} `);
    return [...(clientcert && !written ? [] : [addition]), removeWord(target, "Remove the option", token)];
  },
};

export const hbaClientnameWithoutClientcertPage: RulePage = {
  why: "The server compares the name in a client's certificate with the role only for the method `cert` and for `clientcert=verify-full`. On other lines it accepts `clientname` and ignores it.",
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
  fixed: [
    `
    # pgssl: version=18
    hostssl all all all scram-sha-256 clientcert=verify-full clientname=DN
    `,
    `
    # pgssl: version=18
    hostssl all all all scram-sha-256 clientcert=verify-full clientname=CN
    `,
  ],
  good: [
    `
    # pgssl: version=18
    hostssl all all all scram-sha-256 clientcert=verify-full clientname=DN
    hostssl all all all cert clientname=DN
    `,
  ],
};
