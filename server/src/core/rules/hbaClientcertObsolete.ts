import { usableMethod } from "../cluster/access/usableMethod.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeWord, replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";

export const hbaClientcertObsolete: Rule = {
  id: "hba-clientcert-obsolete",
  severity: "hint",
  serverEffect: null,
  summary: "A value of `clientcert` that PostgreSQL 13 accepts keeps later versions from starting.",
  instead:
    "Write `clientcert=verify-ca` for `1`. Remove `0` and `no-verify`, and what is beside `cert`. All of this works with 13 as well.",
  hbaAccess(record, context, report) {
    if (record.options.length === 0 || context.serverVersion !== 13) return;
    const method = usableMethod(record, context)?.name;
    if (!method) return;
    for (const { name, value, token } of record.options) {
      if (name !== "clientcert" || value === undefined) continue;
      const isRefused = method === "cert" && (value === "0" || value === "no-verify");
      const isObsolete = value === "1" || value === "0" || value === "no-verify";
      if (isRefused || !(isObsolete || (method === "cert" && value === "verify-ca"))) continue;
      const place = isObsolete ? "" : " beside cert";
      const isReplaced = method !== "cert" && value === "1";
      report(
        token.span,
        `PostgreSQL 14 and later refuse clientcert=${value}${place}; ${isReplaced ? "write verify-ca" : "remove the option"}.`,
        {
          detail: `With this line, PostgreSQL 14 and later do not start. ${isReplaced ? "PostgreSQL 13 reads verify-ca as it reads 1" : "Without the option, the line means the same"}.`,
          tag: "deprecated",
        },
      );
    }
  },
  fix({ span }, target) {
    if (!("options" in target.record)) return [];
    const { method } = target.record;
    const token = writtenToken(target, span);
    if (!token) return [];
    if (token.text === "clientcert=1" && method?.tokens[0]?.text !== "cert")
      return [replaceText(target, "Change to clientcert=verify-ca", span, "clientcert=verify-ca", "safe")];
    return [removeWord(target, `Remove ${shown(token.text)}`, token, "safe")];
  },
};

export const hbaClientcertObsoletePage: RulePage = {
  why: "PostgreSQL 14 removed the values `1`, `0` and `no-verify` (“invalid value for clientcert”), and refuses `clientcert=verify-ca` beside the method `cert`. It does not start with such a line.",
  bad: [
    `
    # pgssl: version=13
    hostssl all all all scram-sha-256 clientcert=1
    #                                 ^^^^^^^^^^^^
    `,
    `
    # pgssl: version=13
    hostssl all all all cert clientcert=verify-ca
    #                        ^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    # pgssl: version=13
    hostssl all all all scram-sha-256 clientcert=verify-ca
    `,
    `
    # pgssl: version=13
    hostssl all all all cert
    `,
  ],
  good: [
    `
    # pgssl: version=13
    hostssl all all all scram-sha-256 clientcert=verify-ca
    `,
  ],
};
