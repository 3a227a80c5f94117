import { usesOf } from "../cluster/uses.ts";
import { securityLevels } from "../data/securityLevels.ts";
import { sslFileRefused } from "../ruleKit/fileWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { certificatesOf } from "../x509/contents.ts";
import { isWeaklySigned } from "../x509/weakSignature.ts";
import { digestWords } from "../x509/words.ts";

/** A certificate in the server's file is signed with a broken digest. */
export const certificateDigestWeak: Rule = {
  id: "certificate-digest-weak",
  severity: "error",
  serverEffect: "start-error",
  summary: "A certificate in the server's file is signed with SHA-1, MD5 or a truncated SHA-512.",
  instead: "Have the certificate issued again with SHA-256.",
  cluster({ cluster }, report) {
    for (const use of usesOf(cluster, "ssl_cert_file")) {
      const certificates = certificatesOf(use, cluster.openSsl);
      const { level, refusesAtLoad } = securityLevels[cluster.openSsl];
      const tooWeak =
        refusesAtLoad && certificates.find((certificate) => isWeaklySigned(certificate, cluster.openSsl));
      const weakElsewhere = certificates.find((certificate) => isWeaklySigned(certificate, "3"));
      if (tooWeak) {
        report(
          use.place,
          `${shownCertificate(tooWeak)} is signed with ${digestWords(tooWeak)}; have it issued again with SHA-256.`,
          {
            detail: `That is too weak for OpenSSL ${cluster.openSsl === "3" ? "3.0 to 3.4" : cluster.openSsl} at its security level ${level}.`,
            refusal: sslFileRefused(use.setting, "ca md too weak"),
          },
        );
      } else if (weakElsewhere) {
        report(
          use.place,
          `${shownCertificate(weakElsewhere)} is signed with ${digestWords(weakElsewhere)}; have it issued again with SHA-256.`,
          {
            severity: "warning",
            serverEffect: null,
            detail: `OpenSSL ${cluster.openSsl} loads it here, but a server with OpenSSL 3.0 to 3.4 refuses to start with it, and clients that verify it refuse it.`,
          },
        );
      }
    }
  },
};

export const certificateDigestWeakPage: RulePage = {
  why: "OpenSSL 3.0 to 3.4 refuses signatures with SHA-1 and MD5 on the server's certificate and every other in its file, except on self-signed ones: the server stops with “ca md too weak”. OpenSSL 1.1.1 refuses MD5 only. RSA with SHA-512/256 or SHA-512/224 is refused by both in the same way, for OpenSSL does not know it as a signature by RSA (by RSA-PSS it does). From 3.5 on the server loads them all, but clients that verify its certificate refuse it. `pgssl.openssl` says which one the server has.",
  bad: [
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      -- server.crt: sha1-leaf --
    `,
    `
      # pgssl: openssl=1.1.1
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ starts, but not after the next upgrade
      -- server.crt: sha1-leaf --
    `,
    `
      # pgssl: openssl=3.5
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ starts, but clients refuse it
      -- server.crt: sha1-leaf --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      -- server.crt: leaf --
    `,
  ],
};
