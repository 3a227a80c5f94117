import { usesOf } from "../cluster/uses.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { unsentKey } from "../x509/handshakeKey.ts";
import { verifyClient } from "../x509/verifyClient.ts";
import { nameOf } from "../x509/words.ts";

/** A client certificate at hand is not verified by the CA file. */
export const clientCertificateUnverified: Rule = {
  id: "client-certificate-unverified",
  severity: "information",
  serverEffect: null,
  summary: "The server's CA file does not verify a client certificate that is beside the configuration.",
  instead:
    "Append the CA that issued it to the CA file (with the intermediates that the client does not send), or renew the certificate.",
  cluster({ cluster, now }, report) {
    const [authorities, ...others] = usesOf(cluster, "ssl_ca_file");
    // With several CA files it depends on the host that the client requests.
    if (!authorities || others.length > 0) return;
    for (const { title, certificates, service, isCertain } of cluster.known?.clients ?? []) {
      if (!isCertain) continue;
      const client = service ? `the certificate of the service ${service.name}` : title;
      const unsent = unsentKey(certificates[0], cluster.openSsl);
      const { is, reason } = unsent
        ? { is: false, reason: `${nameOf(certificates[0])} ${unsent}.` }
        : verifyClient(certificates, authorities, cluster, now);
      if (is !== false) continue;
      const message = unsent
        ? `Clients do not send ${client}; issue it for a key on prime256v1, or RSA.`
        : `The CA file does not verify ${client}; append its CA, or issue it again.`;
      const result = unsent
        ? "The client connects as if it had no certificate."
        : `The TLS handshake of a client with ${title} fails before pg_hba.conf is consulted.`;
      report(authorities.place, message, {
        detail: `${reason} ${result}`,
        ...(service && {
          severity: "warning",
          related: [{ place: service.place, message: "The service is defined here." }],
        }),
      });
    }
  },
};

export const clientCertificateUnverifiedPage: RulePage = {
  why: "A client that sends a certificate which `ssl_ca_file` does not verify never gets as far as pg_hba.conf: the handshake ends with “unknown ca”, “certificate expired” or the like, whatever the matching record requires. The same happens to a certificate that was revoked, or that is not for TLS clients: an extended key usage without `clientAuth` or a Netscape certificate type other than `client`, in it or in a CA above it; one with a name that the name constraints of a CA do not permit; one with a critical extension that OpenSSL does not handle; one that is signed with RSA and SHA-512/256. A certificate with a DSA key, an RSA-PSS key bound to another digest than SHA-256, SHA-384 or SHA-512, or a key on a curve other than P-256, P-384 and P-521, is not even sent. Checked are certificates for TLS clients (`clientAuth`, or a common name like the file's) in the data directory, beside postgresql.conf and beside the CA file, and those that a service file names.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^ the certificate is for servers
      -- root.crt: root --
      -- postgres.crt: server-only-client --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^ its Netscape certificate type is server
      -- root.crt: root --
      -- app.crt: netscape-server-client --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^ TLS 1.3 has no signature with such a key
      -- root.crt: root --
      -- app.crt: secp256k1-client --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^
      -- root.crt: root --
      -- app.crt: other-root-client --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^
      -- root.crt: root --
      -- clients/app.pem: other-root-client --
      -- pg_service.conf --
      [shop]
      host=db.example.com
      user=app
      sslcert=/data/clients/app.pem
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      -- root.crt: root --
      -- app.crt: root-client --
      -- self-signed.crt: self-signed --
    `,
  ],
};
