import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { isAuthority, isSelfSigned } from "../x509/authority.ts";
import { chainOf } from "../x509/certificateChain.ts";
import { isSameName } from "../x509/sameName.ts";

/** The server's own certificate is that of a CA. */
export const certificateIsAuthority: Rule = {
  id: "certificate-is-authority",
  severity: "warning",
  serverEffect: null,
  summary: "The server's own certificate is that of a CA.",
  instead: "Issue a certificate for the server, with `basicConstraints = CA:FALSE`.",
  cluster({ cluster }, report) {
    for (const identity of cluster.identities) {
      const chain = chainOf(identity, cluster.openSsl, cluster.pki);
      const [leaf] = chain?.links ?? [];
      if (!leaf || !isAuthority(leaf) || !identity.certificate) continue;
      // In the wrong order an intermediate comes first, which another rule reports.
      if (chain?.others.some((other) => isSameName(other.issuer, leaf.subject))) continue;
      report(
        identity.certificate.place,
        `The server certificate ${shownCertificate(leaf)} is that of a CA; issue one with CA:FALSE.`,
        {
          detail: "The server accepts it, but its key can issue certificates, and some clients refuse it.",
          ...(isSelfSigned(leaf) && { severity: "hint" }),
        },
      );
    }
  },
};

export const certificateIsAuthorityPage: RulePage = {
  why: "With a CA certificate as the server's own, the CA's private key is on the database server: whoever gets it can issue certificates for everything that trusts the CA. Some clients (rustls, for example) refuse such a certificate. The server itself accepts it. `openssl req -x509` makes CA certificates by default.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      ssl_key_file = 'server.key'
      -- server.crt: intermediate --
      -- server.key: intermediate-key --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
    `,
  ],
};
