import { listWords, placeInValue, sslSetting } from "../cluster/sslSettings.ts";
import { integrityOnlySuites, tls13CipherSuites } from "../data/tls13CipherSuites.ts";
import { confLineOf } from "../ruleKit/confLineOf.ts";
import { sslRefused } from "../ruleKit/fileWords.ts";
import { meantSuite } from "../ruleKit/meantCipher.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import { quoteConf } from "../syntax/quote.ts";

/** A name in the list that is not a cipher suite of TLS 1.3. */
export const sslTls13CiphersUnknown: Rule = {
  id: "ssl-tls13-ciphers-unknown",
  severity: "error",
  serverEffect: "start-error",
  summary: "ssl_tls13_ciphers has a name that is not a cipher suite of TLS 1.3.",
  instead:
    "`ssl_tls13_ciphers = 'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256'`, or leave it empty.",
  cluster({ cluster }, report) {
    const assignment = cluster.serverVersion >= 18 ? sslSetting(cluster, "ssl_tls13_ciphers") : undefined;
    if (!assignment || assignment.value === "") return;
    const names = listWords(assignment.value, ":");
    const isKnown = (name: string) =>
      tls13CipherSuites.includes(name) || (cluster.openSsl !== "1.1.1" && integrityOnlySuites.includes(name));
    const unknown = names.find((name) => !isKnown(name.text));
    if (!unknown) return;
    const place = unknown.text
      ? placeInValue(assignment, unknown.start, unknown.text.length)
      : assignment.place;
    const what = unknown.text
      ? `${shown(unknown.text)} is not a TLS 1.3 cipher suite; ${wayOut(unknown.text)}.`
      : "The list has an empty name; remove the extra colon.";
    if (cluster.openSsl !== "1.1.1" && names.some((name) => isKnown(name.text))) {
      report(place, what, { severity: "information", serverEffect: null, detail: "OpenSSL 3 ignores it." });
    } else {
      report(place, what, { refusal: sslRefused });
    }
  },
  fix(_finding, target) {
    const assignment = sslSetting(target.cluster, "ssl_tls13_ciphers");
    if (!assignment || !confLineOf(target)) return [];
    const meant = listWords(assignment.value, ":").flatMap(({ text }) => meantSuite(text) ?? []);
    const value = [...new Set(meant)].join(":");
    const title = value === "" ? "Empty the list, for OpenSSL's default suites" : `Change to ${value}`;
    return [replaceText(target, title, assignment.place.span, quoteConf(value))];
  },
};

export const sslTls13CiphersUnknownPage: RulePage = {
  why: "The setting needs full names in capitals, separated by colons; words such as `HIGH` are not allowed. OpenSSL 1.1.1 refuses the list if one name is unknown, OpenSSL 3 if all are: the server then stops.",
  bad: [
    `
      # pgssl: version=18
      -- postgresql.conf --
      ssl = on
      ssl_tls13_ciphers = 'HIGH'
      #                    ^^^^
    `,
    `
      # pgssl: version=18
      -- postgresql.conf --
      ssl = on
      ssl_tls13_ciphers = 'TLS_AES_256_GCM_SHA38'
      #                    ^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_tls13_ciphers = ''
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_tls13_ciphers = 'TLS_AES_256_GCM_SHA384'
    `,
  ],
  good: [
    `
      # pgssl: version=18
      -- postgresql.conf --
      ssl = on
      ssl_tls13_ciphers = 'TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256'
    `,
  ],
};

function wayOut(name: string): string {
  return `write ${meantSuite(name) ?? "full names such as TLS_AES_256_GCM_SHA384"}`;
}
