import type { Cluster } from "../cluster/cluster.ts";
import { placeInValue, sslSetting } from "../cluster/sslSettings.ts";
import { confLineOf } from "../ruleKit/confLineOf.ts";
import { sslFileRefused, sslRefused } from "../ruleKit/fileWords.ts";
import { meantCipherList } from "../ruleKit/meantCipher.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { moveTls13Names } from "../ruleKit/tls13Fix.ts";
import { shown } from "../ruleKit/words.ts";
import { readCipherList } from "../syntax/cipherList.ts";
import { quoteConf } from "../syntax/quote.ts";
import { dependsOnBuild } from "../x509/dependsOnBuild.ts";
import { leavesNoHandshake, writtenLevel } from "../x509/writtenLevel.ts";

/** A cipher list that OpenSSL refuses. */
export const sslCiphersInvalid: Rule = {
  id: "ssl-ciphers-invalid",
  severity: "error",
  serverEffect: "start-error",
  summary: "ssl_ciphers cannot be parsed, or leaves no cipher.",
  instead: "`ssl_ciphers = 'HIGH:!aNULL'` or names as `openssl ciphers` prints them; or leave the default.",
  cluster({ cluster }, report) {
    const assignment = sslSetting(cluster, "ssl_ciphers");
    if (!assignment) return;
    const { value, place } = assignment;
    const { errorAt, suites, words } = readCipherList(value, cluster.openSsl);
    const dependence = dependsOnBuild(cluster);
    const meant = meantCipherList(value, cluster.openSsl);
    const write = meant !== undefined && meant.length <= 60 ? `write ${meant}` : undefined;
    if (dependence === "release") {
      report(
        place,
        `OpenSSL 3.5 knows these names; for 3.0 to 3.4 ${write ?? "write OpenSSL's own names"}.`,
        {
          severity: "warning",
          serverEffect: null,
          detail:
            "The names are IANA's. OpenSSL 3.0 finds no cipher in the list and the server does not start; which later release takes them is not known here, so its start is not predicted.",
        },
      );
      return;
    }
    if (errorAt !== undefined) {
      const found = value[errorAt];
      const what =
        value[errorAt - 1] === "@"
          ? "After @ a cipher list has STRENGTH or SECLEVEL=0 to SECLEVEL=5; correct it."
          : found === undefined
            ? "The cipher list ends where a name is expected; complete it."
            : `A cipher list cannot have ${shown(found)} here; ${write ?? "separate names with colons"}.`;
      const at = found === undefined ? place : placeInValue(assignment, errorAt, 1);
      report(at, what, { refusal: sslRefused });
      return;
    }
    if (dependence === "profile") {
      report(
        place,
        "Only Red Hat's OpenSSL knows PROFILE=SYSTEM; elsewhere use HIGH:!aNULL or the default.",
        {
          severity: "warning",
          serverEffect: null,
          detail:
            "Builds for Red Hat Enterprise Linux, its relatives and Fedora take the system's cipher list for it. Debian's and other builds find no cipher in the list, log “no cipher match” or “no valid ciphers available”, and the server does not start. Which build the server has is not known here, so its start is not predicted.",
        },
      );
      return;
    }
    // What MEDIUM means depends on the release.
    if (suites.size > 0 || words.some(({ text }) => /\bMEDIUM\b/.test(text))) {
      const level = writtenLevel(cluster) ?? 0;
      if (leavesNoHandshake(level, cluster))
        report(place, `With @SECLEVEL=${level} most handshakes fail; use @SECLEVEL=2.`, {
          severity: "warning",
          serverEffect: null,
          detail:
            "The server starts. But the level takes the usual groups and ciphers for too weak: connections end with “no shared cipher” or “no suitable key share”.",
        });
      return;
    }
    const none = `The list leaves no cipher of TLS 1.2 or older; ${write ?? "add HIGH or cipher names"}.`;
    if (cluster.openSsl !== "1.1.1") {
      report(place, none, {
        detail: "OpenSSL 3 needs at least one.",
        refusal: sslFileRefused("ssl_ciphers", "no valid ciphers available"),
      });
    } else {
      report(place, none, {
        severity: "warning",
        serverEffect: null,
        detail: "Only TLS 1.3 works. With a later release of OpenSSL the server refuses to start.",
      });
    }
  },
  fix({ span }, target) {
    const assignment = sslSetting(target.cluster, "ssl_ciphers");
    const meant = assignment && meantList(assignment.value, target.cluster);
    if (!assignment || meant === undefined || !confLineOf(target)) return moveTls13Names(target);
    const whole = assignment.place.span;
    if (span.start < whole.start || span.end > whole.end) return [];
    return [replaceText(target, `Change to ${meant}`, whole, quoteConf(meant))];
  },
};

/** The list that is meant, where only one can be: right names, colons between them, a level at which handshakes succeed. */
function meantList(value: string, cluster: Cluster): string | undefined {
  const meant = meantCipherList(value, cluster.openSsl);
  if (meant !== undefined) return meant;
  const { errorAt } = readCipherList(value, cluster.openSsl);
  if (errorAt === undefined)
    return leavesNoHandshake(writtenLevel(cluster) ?? 0, cluster)
      ? value.replaceAll(/@SECLEVEL=[3-5]/g, "@SECLEVEL=2")
      : undefined;
  const list = value.replace(/(?<=[A-Za-z0-9])[/|](?=[!+A-Za-z])/g, ":");
  const read = readCipherList(list, cluster.openSsl);
  return list !== value && read.errorAt === undefined && read.suites.size > 0 ? list : undefined;
}

export const sslCiphersInvalidPage: RulePage = {
  why: "OpenSSL 3 needs at least one cipher of TLS 1.2 or older in `ssl_ciphers`. TLS 1.3 suites do not count, and unknown words are ignored without a message, so one spelling mistake can leave none: the server stops with “no valid ciphers available”. OpenSSL 1.1.1 as first released starts even then, with TLS 1.3 only. `PROFILE=SYSTEM` is a word that only Red Hat's builds of OpenSSL know. A character that is not allowed in a cipher list stops both.",
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
    `
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'PROFILE=SYSTEM'
      #             ^^^^^^^^^^^^^^^^ it depends on the build
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'HIGH:!aNULL:@SECLEVEL=6'
      #                           ^
    `,
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'DEFAULT@SECLEVEL=4'
      #             ^^^^^^^^^^^^^^^^^^^^ P-256 and X25519 are too weak for it
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'ECDHE-RSA-AES256-GCM-SHA3848'
      #             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'
      #             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a name that only later releases know
    `,
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'ECDHE_RSA_AES256_GCM_SHA384'
      #                   ^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_tls13_ciphers = 'TLS_AES_256_GCM_SHA384'
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_ciphers = 'HIGH:MEDIUM'
    `,
    null,
    null,
    `
    -- postgresql.conf --
    ssl = on
    ssl_ciphers = 'DEFAULT@SECLEVEL=2'
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_ciphers = 'ECDHE-RSA-AES256-GCM-SHA384'
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_ciphers = 'ECDHE-RSA-AES256-GCM-SHA384'
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_ciphers = 'ECDHE-RSA-AES256-GCM-SHA384'
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'HIGH:!aNULL:!MD5'
    `,
    `
      # pgssl: openssl=3.5
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'
    `,
  ],
};
