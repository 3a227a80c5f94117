import { usesOf } from "../cluster/uses.ts";
import { isWeakKey, securityLevels } from "../data/securityLevels.ts";
import { sslFileRefused } from "../ruleKit/fileWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { certificatesOf } from "../x509/contents.ts";
import { keyWords } from "../x509/words.ts";

/** A certificate in the server's file has a key that is too small. */
export const certificateKeyWeak: Rule = {
  id: "certificate-key-weak",
  severity: "error",
  serverEffect: "start-error",
  summary: "A certificate in the server's file has a key that is too small for OpenSSL.",
  instead: "Make a new key: RSA with 2048 bits or more, or EC on `prime256v1`.",
  cluster({ cluster }, report) {
    for (const use of usesOf(cluster, "ssl_cert_file")) {
      const certificates = certificatesOf(use, cluster.openSsl);
      const tooWeak = certificates.find(({ publicKey }) => isWeakKey(publicKey, cluster.openSsl));
      const weakLater = certificates.find(({ publicKey }) => isWeakKey(publicKey, "3"));
      if (tooWeak) {
        const { level } = securityLevels[cluster.openSsl];
        report(
          use.place,
          `The key of ${shownCertificate(tooWeak)} (${keyWords(tooWeak.publicKey)}) is too small for OpenSSL ${cluster.openSsl}; make a bigger one.`,
          {
            detail: `Its security level is ${level}.`,
            refusal: sslFileRefused(
              use.setting,
              tooWeak === certificates[0] ? "ee key too small" : "ca key too small",
            ),
          },
        );
      } else if (weakLater) {
        report(
          use.place,
          `The key of ${shownCertificate(weakLater)} (${keyWords(weakLater.publicKey)}) is too small for OpenSSL 3; make a bigger one.`,
          {
            severity: "warning",
            serverEffect: null,
            detail: "OpenSSL 1.1.1 still loads it; a server with OpenSSL 3 refuses to start with it.",
          },
        );
      }
    }
  },
};

export const certificateKeyWeakPage: RulePage = {
  why: "OpenSSL 3 comes with security level 2, which refuses RSA keys of less than 2048 bits and curves of less than 224 for the server's certificate and every other in its file: the server stops with “ee key too small” or “ca key too small”. OpenSSL 1.1.1 as released sets the limit at RSA 1024. `@SECLEVEL` in `ssl_ciphers` does not help: it is read after the certificates.",
  bad: [
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      ssl_key_file = 'server.key'
      -- server.crt: rsa1024 --
      -- server.key: rsa1024-key --
    `,
    `
      # pgssl: openssl=1.1.1
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ starts, but not after the next upgrade
      ssl_key_file = 'server.key'
      -- server.crt: rsa1024 --
      -- server.key: rsa1024-key --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      ssl_key_file = 'server.key'
      -- server.crt: rsa-leaf --
      -- server.key: rsa-key --
    `,
  ],
};
