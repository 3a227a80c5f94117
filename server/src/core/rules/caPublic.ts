import { usesOf } from "../cluster/uses.ts";
import { publicAuthorities, publicBundlePath } from "../data/publicAuthorities.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificates } from "../ruleKit/shownCertificate.ts";
import { certificatesOf } from "../x509/contents.ts";

/** Public CAs among those whose client certificates are accepted. */
export const caPublic: Rule = {
  id: "ca-public",
  severity: "warning",
  serverEffect: null,
  summary: "The CA file for client certificates holds public CAs.",
  instead: "Name a file with the CA alone that issues certificates to your own clients.",
  cluster({ cluster }, report) {
    if (!cluster.requestsCertificates) return;
    for (const use of usesOf(cluster, "ssl_ca_file")) {
      const certificates = certificatesOf(use, cluster.openSsl);
      const isPublic = (text: string) => publicAuthorities.some((name) => name.test(text));
      const found = certificates.filter(({ subject }) => isPublic(subject.text));
      if (found.length === 0 && !publicBundlePath.test(use.file.path)) continue;
      const which = shownCertificates(found) || "in the system's bundle";
      report(
        use.place,
        `Public CAs (${which}) issue certificates to anyone; name a file with your own CA alone.`,
        {
          detail:
            "The server accepts client certificates of every CA in ssl_ca_file, with the name of any role. A public CA belongs into the clients' sslrootcert, if anywhere.",
        },
      );
    }
  },
};

export const caPublicPage: RulePage = {
  why: "Every CA of `ssl_ca_file` can issue a certificate with the name of any role, and the server accepts it. A public CA issues certificates to strangers, so with `clientcert=verify-ca` any of them gets past the certificate, and with `cert` whoever is issued one with the name of a role. (Clients need a public root to verify a server's certificate: that goes into *their* `sslrootcert`.)",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca-certificates.crt'
      #             ^^^^^^^^^^^^^^^^^^^^^
      -- ca-certificates.crt: root --
      -- pg_hba.conf --
      hostssl all all all cert
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      -- root.crt: root --
      -- pg_hba.conf --
      hostssl all all all cert
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca-certificates.crt'
      -- ca-certificates.crt: root --
      -- pg_hba.conf --
      hostssl all all all scram-sha-256
    `,
  ],
};
