import { usesOf } from "../cluster/uses.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { certificatesOf } from "../x509/contents.ts";
import { nameOf } from "../x509/words.ts";

/** A member of the CA file cannot issue certificates. */
export const caNotAuthority: Rule = {
  id: "ca-not-authority",
  severity: "warning",
  serverEffect: null,
  summary: "The CA file holds a certificate that cannot issue others.",
  why: "The server loads it without a word, but certificates that it signed are refused with “invalid CA certificate”, and one that another CA issued is not trusted for standing here. Often the server's own certificate was named by mistake. (A client's *self-signed* certificate may stand here: it is then trusted for itself, by OpenSSL 1.1.1 only if its key usage allows to sign certificates.)",
  instead: "Name the certificate of the CA that issued the clients' certificates.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'server.crt'
      #             ^^^^^^^^^^^^
      -- server.crt: leaf --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^ its key usage does not allow to sign
      -- root.crt: unsigning-root --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      -- root.crt: root --
    `,
  ],
  cluster({ cluster }, report) {
    for (const use of usesOf(cluster, "ssl_ca_file")) {
      for (const certificate of certificatesOf(use, cluster.openSsl)) {
        const { version, basicConstraints, keyUsages, selfIssued } = certificate;
        const mayIssue = basicConstraints ? basicConstraints.ca : version < 3 && selfIssued;
        const maySign = !keyUsages || keyUsages.includes("keyCertSign");
        if (!maySign && (mayIssue || (selfIssued && cluster.openSsl === "1.1.1"))) {
          const refused = mayIssue
            ? "Client certificates that it issued are"
            : "OpenSSL 1.1.1 takes it for no root: it is";
          report(
            use.place,
            `The key of ${nameOf(certificate)} may not sign certificates (its key usage lacks keyCertSign). ${refused} refused.`,
            { serverEffect: "connection-error" },
          );
        } else if (!mayIssue && !selfIssued) {
          report(
            use.place,
            `${nameOf(certificate)} is no certificate of a CA${version < 3 ? " (of X.509 version 1 only a root is one)" : ""}. No client certificate is accepted because of it, not even itself.`,
          );
        }
      }
    }
  },
};
