import { sslSetting } from "../cluster/sslSettings.ts";
import { cipherSuites } from "../data/tlsCiphers.generated.ts";
import type { Rule, RuleExamples } from "../ruleKit/rule.ts";
import { readCipherList } from "../syntax/cipherList.ts";

/** Ciphers without encryption or without authentication. */
export const sslCiphersWeak: Rule = {
  id: "ssl-ciphers-weak",
  severity: "warning",
  serverEffect: null,
  summary: "ssl_ciphers allows ciphers without encryption or without authentication of the server.",
  why: "`eNULL` ciphers send everything unencrypted inside TLS, `aNULL` ciphers do not authenticate the server, so anybody can sit in between. OpenSSL offers them only at security level 0, which `@SECLEVEL=0` sets; otherwise they are merely useless.",
  instead: "Append `:!aNULL:!eNULL`.",
  cluster({ cluster }, report) {
    const assignment = sslSetting(cluster, "ssl_ciphers");
    if (!assignment) return;
    const { suites } = readCipherList(assignment.value);
    // At other levels they have no effect.
    const severity = /@SECLEVEL=0/.test(assignment.value) ? "warning" : "hint";
    for (const [word, lacks] of weaknesses) {
      const weak = cipherSuites.filter(
        ([suite, words]) => suites.has(suite) && words.split(" ").includes(word),
      );
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
};

export const sslCiphersWeakExamples: RuleExamples = {
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'ALL:eNULL'
      #             ^^^^^^^^^^^
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
