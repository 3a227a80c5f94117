import { sslSetting } from "../cluster/sslSettings.ts";
import { cipherSuites } from "../data/tlsCiphers.generated.ts";
import { confLineOf } from "../ruleKit/confLineOf.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { readCipherList } from "../syntax/cipherList.ts";
import { quoteConf } from "../syntax/quote.ts";

/** Ciphers without encryption or without authentication. */
export const sslCiphersWeak: Rule = {
  id: "ssl-ciphers-weak",
  severity: "warning",
  serverEffect: null,
  summary: "ssl_ciphers allows ciphers without encryption or without authentication of the server.",
  instead: "Append `:!aNULL:!eNULL`.",
  cluster({ cluster }, report) {
    const assignment = sslSetting(cluster, "ssl_ciphers");
    if (!assignment) return;
    const { suites } = readCipherList(assignment.value, cluster.openSsl);
    // At other levels they have no effect.
    const severity = /@SECLEVEL=0/.test(assignment.value) ? "warning" : "hint";
    for (const [word, lacks] of weaknesses) {
      const weak = cipherSuites().filter(([suite, words]) => suites.has(suite) && words.includes(word));
      const [first] = weak;
      if (!first) continue;
      const some =
        weak.length === 1 ? "One cipher in this list does" : `${weak.length} ciphers in this list do`;
      report(assignment.place, `${some} not ${lacks}, such as ${first[0]}; append :!${word}.`, {
        severity,
      });
      return;
    }
  },
  fix({ span }, target) {
    const assignment = sslSetting(target.cluster, "ssl_ciphers");
    if (!assignment || !confLineOf(target)) return [];
    const missing = ["!aNULL", "!eNULL"]
      .filter((word) => !assignment.value.split(":").includes(word))
      .join(":");
    return missing === ""
      ? []
      : [replaceText(target, `Append :${missing}`, span, quoteConf(`${assignment.value}:${missing}`))];
  },
};

export const sslCiphersWeakPage: RulePage = {
  why: "`eNULL` ciphers send everything unencrypted inside TLS, `aNULL` ciphers do not authenticate the server, so anybody can sit in between. OpenSSL offers them only at security level 0, which `@SECLEVEL=0` sets; otherwise they are merely useless.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'ALL:eNULL'
      #             ^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_ciphers = 'ALL:eNULL:!aNULL:!eNULL'
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'HIGH:!aNULL:!eNULL'
    `,
  ],
};

const weaknesses = [
  ["eNULL", "encrypt"],
  ["aNULL", "authenticate the server"],
] as const;
