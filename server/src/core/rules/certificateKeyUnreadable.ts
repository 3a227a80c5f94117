import { usesOf } from "../cluster/uses.ts";
import { atStart } from "../ruleKit/fileWords.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { certificatesOf } from "../x509/contents.ts";
import { findUnreadable, isBroken } from "../x509/keyReadable.ts";
import { nameOf } from "../x509/words.ts";

/** A certificate in the server's file has a public key that OpenSSL cannot read. */
export const certificateKeyUnreadable: Rule = {
  id: "certificate-key-unreadable",
  severity: "error",
  serverEffect: "start-error",
  summary: "OpenSSL cannot read the public key of a certificate in the server's file.",
  why: "OpenSSL takes out the public key of every certificate in the file to judge its strength, and the server stops where it gets none: the key is damaged, or of a kind that this OpenSSL does not know. Its message does not say which certificate it is: “decode error”, “unsupported algorithm”, “point is not on curve”. ML-DSA and SLH-DSA came with OpenSSL 3.5.",
  instead:
    "Fetch the certificate again from whoever issued it; if the key itself is at fault, make a new one and have it certified.",
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
  cluster({ cluster }, report) {
    for (const use of usesOf(cluster, "ssl_cert_file")) {
      const unreadable = findUnreadable(certificatesOf(use, cluster.openSsl), cluster.openSsl);
      if (!unreadable) continue;
      const fault = isBroken(unreadable)
        ? "is broken"
        : `is of the kind ${unreadable.publicKey.algorithm}, which OpenSSL ${cluster.openSsl} does not know`;
      report(use.place, `The public key of ${nameOf(unreadable)} ${fault}. ${atStart}`);
    }
  },
};
