import { placeInValue, sslSetting } from "../cluster/sslSettings.ts";
import { atStart } from "../ruleKit/fileWords.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { moveTls13Names } from "../ruleKit/tls13Fix.ts";
import { readCipherList } from "../syntax/cipherList.ts";

/** A cipher list that OpenSSL refuses. */
export const sslCiphersInvalid: Rule = {
  id: "ssl-ciphers-invalid",
  severity: "error",
  serverEffect: "start-error",
  summary: "ssl_ciphers cannot be read, or leaves no cipher.",
  why: "OpenSSL 3 wants at least one cipher of TLS 1.2 or older to be left in `ssl_ciphers`; TLS 1.3 suites do not count, and unknown words are skipped in silence, so one spelling mistake can leave nothing: the server stops with “no valid ciphers available”. OpenSSL 1.1.1 as first released starts even then, with TLS 1.3 only. A character that belongs in no list stops both.",
  instead: "`ssl_ciphers = 'HIGH:!aNULL'` or names as `openssl ciphers` lists them; or leave the default.",
  bad: [
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'TLS_AES_256_GCM_SHA384'
      #             ^^^^^^^^^^^^^^^^^^^^^^^^ TLS 1.3 only
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'HIGH/MEDIUM'
      #                  ^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_tls13_ciphers = 'TLS_AES_256_GCM_SHA384'
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'HIGH:!aNULL:!MD5'
    `,
  ],
  cluster({ cluster }, report) {
    const assignment = sslSetting(cluster, "ssl_ciphers");
    if (!assignment) return;
    const { value, place } = assignment;
    const { errorAt, suites, words } = readCipherList(value);
    if (errorAt !== undefined) {
      const found = value[errorAt];
      const what =
        found === undefined
          ? "The list ends where a name should stand"
          : `A cipher list cannot hold “${found}” here`;
      const at = found === undefined ? place : placeInValue(assignment, errorAt, 1);
      report(at, `${what}. ${atStart}`);
      return;
    }
    // Red Hat's OpenSSL knows lists of its own, and what MEDIUM holds depends on the release.
    if (suites.size > 0 || words.some(({ text }) => /^PROFILE=|\bMEDIUM\b/.test(text))) return;
    if (cluster.openSsl !== "1.1.1") {
      report(place, `No cipher of TLS 1.2 or older is left, and OpenSSL 3 wants at least one. ${atStart}`);
    } else {
      report(
        place,
        "No cipher of TLS 1.2 or older is left: only TLS 1.3 works. Later releases of OpenSSL refuse to start with such a list.",
        { severity: "warning", serverEffect: null },
      );
    }
  },
  fix: (_finding, target) => moveTls13Names(target),
};
