import { identitiesOf } from "../cluster/uses.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { chainOf } from "../x509/certificateChain.ts";
import { nameOf } from "../x509/words.ts";

/** The server identifies itself with the certificate of a CA. */
export const certificateIsAuthority: Rule = {
  id: "certificate-is-authority",
  severity: "warning",
  serverEffect: null,
  summary: "The server's own certificate is that of a certification authority.",
  why: "A CA certificate as the server's own means that the CA's private key lies on the database server: whoever gets it can issue certificates for everything that trusts the CA. Some clients (rustls, for one) refuse it outright. The server itself does not mind. `openssl req -x509` makes such certificates unless told otherwise.",
  instead: "Issue a certificate for the server, with `basicConstraints = CA:FALSE`.",
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
  cluster({ cluster }, report) {
    for (const identity of identitiesOf(cluster)) {
      const chain = chainOf(identity, cluster.openSsl, cluster.pki);
      const [leaf] = chain?.links ?? [];
      if (!leaf?.basicConstraints?.ca || !identity.certificate) continue;
      // In the wrong order an intermediate comes first; that is another rule's finding.
      if (chain?.others.some((other) => other.issuer.text === leaf.subject.text)) continue;
      report(
        identity.certificate.place,
        `The server's own certificate ${nameOf(leaf)} is that of a certification authority. The server takes it, but its key here can issue certificates, and some clients refuse it.`,
        leaf.selfIssued ? { severity: "hint" } : {},
      );
    }
  },
};
