import { usesOf } from "../cluster/uses.ts";
import { isWeakKey, securityLevels } from "../data/securityLevels.ts";
import { reportFaults } from "../ruleKit/reportFaults.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { certificatesOf } from "../x509/contents.ts";
import { isWeaklySigned } from "../x509/weakSignature.ts";
import { digestWords, keyWords } from "../x509/words.ts";
import { writtenLevel } from "../x509/writtenLevel.ts";

/** A CA certificate for clients is too weak for the server's OpenSSL. */
export const caCertificateWeak: Rule = {
  id: "ca-certificate-weak",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A CA certificate for clients has a key that is too small, or is signed with SHA-1 or MD5.",
  instead: "Renew the CA with a bigger key and SHA-256, and issue the client certificates again.",
  cluster({ cluster }, report) {
    const family = cluster.openSsl;
    const level = writtenLevel(cluster) ?? securityLevels[family].level;
    for (const use of usesOf(cluster, "ssl_ca_file")) {
      const all = certificatesOf(use, family);
      const isWeak = (certificate: (typeof all)[number]) =>
        isWeakKey(certificate.publicKey, family, level) || isWeaklySigned(certificate, family, level);
      const anyStrong = all.some((certificate) => !isWeak(certificate));
      const faults = all.filter(isWeak).map((certificate) => {
        const name = shownCertificate(certificate);
        const isSmall = isWeakKey(certificate.publicKey, family, level);
        const key = keyWords(certificate.publicKey);
        return {
          place: use.place,
          name: `${name}: ${isSmall ? key : `signed with ${digestWords(certificate)}`}`,
          message: isSmall
            ? `The key of the CA ${name} (${key}) is too small for OpenSSL ${family}; renew it.`
            : `The CA ${name} is signed with ${digestWords(certificate)}, too weak for OpenSSL ${family}; renew it.`,
          together: (count: number) =>
            isSmall
              ? `${count} CAs in ${use.file.path} have keys too small for OpenSSL ${family}; renew them.`
              : `${count} CAs in ${use.file.path} have signatures too weak for OpenSSL ${family}; renew them.`,
          details: {
            detail: `At the security level ${level} OpenSSL ${family} refuses every client certificate that this CA issued.`,
            ...(anyStrong && { severity: "warning" as const }),
          },
        };
      });
      reportFaults(report, faults);
    }
  },
};

export const caCertificateWeakPage: RulePage = {
  why: "The server loads the CA file whatever its certificates are. But when a client presents a certificate, OpenSSL 3 at its usual security level 2 refuses the whole chain if a key in it is smaller than RSA 2048 or a curve of 224 bits, or if a signature other than the root's own is made with SHA-1 or MD5. `@SECLEVEL` in `ssl_ciphers` sets another level.",
  bad: [
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^
      -- root.crt: rsa1024-root --
    `,
    `
      # pgssl: openssl=1.1.1
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'DEFAULT@SECLEVEL=2'
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
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'DEFAULT@SECLEVEL=1' # lets small keys of clients and their CAs in
      ssl_ca_file = 'root.crt'
      -- root.crt: rsa1024-root --
    `,
  ],
};
