import { usesOf } from "../cluster/uses.ts";
import { securityLevels } from "../data/securityLevels.ts";
import { sslFileRefused } from "../ruleKit/fileWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeRecord } from "../ruleKit/textFix.ts";
import { blocksOf } from "../x509/contents.ts";

/** Diffie-Hellman parameters that are too small. */
export const dhParametersWeak: Rule = {
  id: "dh-parameters-weak",
  severity: "error",
  serverEffect: "start-error",
  reloadEffect: "keeps-ssl",
  summary: "The prime of the Diffie-Hellman parameters is too small.",
  instead:
    "`openssl dhparam -out dh.pem 2048`, or remove the setting: the server then uses good parameters of its own.",
  cluster({ cluster }, report) {
    for (const use of usesOf(cluster, "ssl_dh_params_file")) {
      const bits = blocksOf(use, "parameters", cluster.openSsl)[0]?.dhBits;
      if (bits === undefined || bits >= securityLevels["3"].modulusBits) continue;
      if (cluster.openSsl !== "1.1.1") {
        report(
          use.place,
          `The Diffie-Hellman prime (${bits} bits) is too small for OpenSSL 3; use 2048 bits.`,
          {
            refusal: sslFileRefused("ssl", "dh key too small"),
          },
        );
      } else {
        report(
          use.place,
          `The Diffie-Hellman prime (${bits} bits) is too small for OpenSSL 3; use 2048 bits.`,
          {
            detail: "OpenSSL 1.1.1 accepts any size; a server with OpenSSL 3 refuses to start with it.",
            severity: "warning",
            serverEffect: null,
            reloadEffect: null,
          },
        );
      }
    }
  },
  fix: (_finding, target) => [
    removeRecord(target, "Remove this line, for the built-in parameters of 2048 bits"),
  ],
};

export const dhParametersWeakPage: RulePage = {
  why: "OpenSSL 3 at its usual security level refuses a prime of less than 2048 bits: the server stops with “dh key too small”. OpenSSL 1.1.1 accepts any size.",
  bad: [
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_dh_params_file = 'dh.pem'
      #                    ^^^^^^^^
      -- dh.pem: dh1024 --
    `,
    `
      # pgssl: openssl=1.1.1
      -- postgresql.conf --
      ssl = on
      ssl_dh_params_file = 'dh.pem'
      #                    ^^^^^^^^ starts, but not after the next upgrade
      -- dh.pem: dh1024 --
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl = on
    `,
    `
    -- postgresql.conf --
    ssl = on
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_dh_params_file = 'dh.pem'
      -- dh.pem: dh2048 --
    `,
  ],
};
