import { usesOf } from "../cluster/uses.ts";
import { isWeakKey, isWeaklySigned, securityLevels } from "../data/securityLevels.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { certificatesOf } from "../x509/contents.ts";
import { keyWords, nameOf } from "../x509/words.ts";

/** A CA certificate for clients is too weak for the server's OpenSSL. */
export const caCertificateWeak: Rule = {
  id: "ca-certificate-weak",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A CA certificate for clients has too small a key, or is signed with SHA-1 or MD5.",
  why: "The CA file loads whatever it holds. But when a client presents a certificate, OpenSSL 3 at its usual security level 2 refuses the whole chain if any key in it is smaller than RSA 2048 or a curve of 224 bits, or any signature but the root's own is made with SHA-1 or MD5.",
  instead: "Renew the CA with a bigger key and SHA-256, and issue the client certificates again.",
  bad: [
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^
      -- root.crt: rsa1024-root --
    `,
  ],
  good: [
    `
      # pgssl: openssl=1.1.1
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      -- root.crt: rsa1024-root --
    `,
  ],
  cluster({ cluster }, report) {
    const family = cluster.openSsl;
    for (const use of usesOf(cluster, "ssl_ca_file")) {
      const all = certificatesOf(use, family);
      const isWeak = (certificate: (typeof all)[number]) =>
        isWeakKey(certificate.publicKey, family) || isWeaklySigned(certificate, family);
      const anyStrong = all.some((certificate) => !isWeak(certificate));
      for (const certificate of all.filter(isWeak)) {
        const reason = isWeakKey(certificate.publicKey, family)
          ? `has too small a key (${keyWords(certificate.publicKey)})`
          : `is signed with ${certificate.signatureDigest}`;
        report(
          use.place,
          `The CA ${nameOf(certificate)} ${reason} for OpenSSL ${family} at its security level ${securityLevels[family].level}: client certificates that it issued are refused.`,
          anyStrong ? { severity: "warning" } : {},
        );
      }
    }
  },
};
