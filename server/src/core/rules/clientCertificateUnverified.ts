import { usesOf } from "../cluster/uses.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { certificatesOf, isFullyKnown } from "../x509/contents.ts";
import { verifyCertificates } from "../x509/verifyCertificates.ts";

/** A client certificate at hand is not verified by the CA file. */
export const clientCertificateUnverified: Rule = {
  id: "client-certificate-unverified",
  severity: "information",
  serverEffect: null,
  summary: "The server's CA file does not verify a client certificate that is beside the configuration.",
  why: "A client that sends a certificate which `ssl_ca_file` does not verify never gets as far as pg_hba.conf: the handshake ends with “unknown ca”, “certificate expired” or the like, whatever the matching record requires. Checked are certificates for TLS clients (`clientAuth`) in the data directory, beside postgresql.conf and beside the CA file, and those that a service file names.",
  instead:
    "Append the CA that issued it to the CA file (with the intermediates that the client does not send), or renew the certificate.",
  bad: [
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
  cluster({ cluster, now }, report) {
    const { pki, openSsl: family } = cluster;
    const [authorities, ...others] = usesOf(cluster, "ssl_ca_file");
    // With several CA files it depends on the host that the client requests.
    if (!authorities || !pki || others.length > 0 || !isFullyKnown(authorities)) return;
    const trusted = [authorities, ...usesOf(cluster, "ssl_crl_file")].flatMap((use) =>
      certificatesOf(use, family),
    );
    for (const { title, certificates, service, isCertain } of cluster.known?.clients ?? []) {
      if (!isCertain) continue;
      const { is, reason } = verifyCertificates(certificates, {
        trusted,
        purpose: "client",
        family,
        pki,
        now,
      });
      if (is !== false) continue;
      const client = service ? `The certificate of the service ${service.name}` : `A client with ${title}`;
      report(authorities.place, `${client} is refused. ${reason}`, {
        detail: `The TLS handshake of a client with ${title} fails before pg_hba.conf is consulted.`,
        ...(service && {
          severity: "warning",
          related: [{ place: service.place, message: "The service is defined here." }],
        }),
      });
    }
  },
};
