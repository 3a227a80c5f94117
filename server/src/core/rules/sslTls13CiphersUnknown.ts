import { listWords, placeInValue, sslSetting } from "../cluster/sslSettings.ts";
import { integrityOnlySuites, tls13CipherSuites } from "../data/tls13CipherSuites.ts";
import { atStart } from "../ruleKit/fileWords.ts";
import type { Rule } from "../ruleKit/rule.ts";

/** A cipher suite of TLS 1.3 that the server's OpenSSL does not know. */
export const sslTls13CiphersUnknown: Rule = {
  id: "ssl-tls13-ciphers-unknown",
  severity: "error",
  serverEffect: "start-error",
  summary: "ssl_tls13_ciphers holds a name that is no cipher suite of TLS 1.3.",
  why: "The setting takes full names in capitals, parted by colons; no words such as `HIGH`. OpenSSL 1.1.1 refuses the list when one name is unknown, OpenSSL 3 when none is known: the server then stops.",
  instead:
    "`ssl_tls13_ciphers = 'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256'`, or leave it empty.",
  bad: [
    `
      # pgssl: version=18
      -- postgresql.conf --
      ssl = on
      ssl_tls13_ciphers = 'HIGH'
      #                    ^^^^
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
      ? `“${unknown.text}” is no cipher suite of TLS 1.3`
      : "There is an empty name in the list";
    if (cluster.openSsl !== "1.1.1" && names.some((name) => isKnown(name.text))) {
      report(place, `${what}. OpenSSL 3 skips it.`, { severity: "information", serverEffect: null });
    } else {
      report(place, `${what}. ${atStart}`);
    }
  },
};
