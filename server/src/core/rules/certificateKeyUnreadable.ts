import { usesOf } from "../cluster/uses.ts";
import { sslRefused } from "../ruleKit/fileWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { certificatesOf } from "../x509/contents.ts";
import { findUnreadable, isBroken } from "../x509/keyReadable.ts";

/** OpenSSL cannot read the public key of a certificate in the server's file. */
export const certificateKeyUnreadable: Rule = {
  id: "certificate-key-unreadable",
  severity: "error",
  serverEffect: "start-error",
  summary: "OpenSSL cannot read the public key of a certificate in the server's file.",
  instead:
    "Get the certificate again from its issuer; if the key itself is malformed, make a new one and have it certified.",
  cluster({ cluster }, report) {
    for (const use of usesOf(cluster, "ssl_cert_file")) {
      const unreadable = findUnreadable(certificatesOf(use, cluster.openSsl), cluster.openSsl);
      if (!unreadable) continue;
      const name = shownCertificate(unreadable);
      const message = isBroken(unreadable)
        ? `The public key of ${name} is malformed; get the certificate again from its issuer.`
        : `OpenSSL ${cluster.openSsl} does not know ${unreadable.publicKey.algorithm}, the key type of ${name}; use RSA or EC.`;
      report(use.place, message, { refusal: sslRefused });
    }
  },
};

export const certificateKeyUnreadablePage: RulePage = {
  why: "OpenSSL reads the public key of every certificate in the file to check its strength, and the server stops if it cannot: the key is malformed, or of a type that this OpenSSL does not know. The log does not say which certificate it is: “decode error”, “unsupported algorithm”, “point is not on curve”. ML-DSA and SLH-DSA came with OpenSSL 3.5.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      -- server.crt: off-curve-leaf --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ the intermediate's key
      -- server.crt: leaf + broken-key-intermediate --
    `,
    `
      # pgssl: openssl=1.1.1
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      -- server.crt: leaf + ml-dsa-intermediate --
    `,
  ],
  good: [
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      -- server.crt: leaf + ml-dsa-intermediate --
    `,
  ],
};
