import { usesOf } from "../cluster/uses.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { certificatesOf, isFullyKnown } from "../x509/contents.ts";
import { verifyCertificates } from "../x509/verifyCertificates.ts";

/** The root file of a service does not verify the server. */
export const serviceRootMismatch: Rule = {
  id: "service-root-mismatch",
  severity: "warning",
  serverEffect: null,
  summary: "A service file names a root certificate that does not verify the server's certificate.",
  instead:
    "Name the root of the CA that issued the server's certificate, or let the server send the intermediates between.",
  cluster({ cluster, now }, report) {
    const [use, ...others] = usesOf(cluster, "ssl_cert_file");
    const { pki, openSsl: family } = cluster;
    const [leaf, ...sent] = certificatesOf(use, family);
    if (!use || !leaf || !pki || others.length > 0 || !isFullyKnown(use)) return;
    for (const { name, place, options, roots } of cluster.known?.services ?? []) {
      const mode = options.get("sslmode") ?? "prefer";
      if (!roots || !verifying.has(mode)) continue;
      const related = [{ place, message: "The service is defined here." }];
      if (roots.state === "missing" && cluster.isOnServer && mode !== "require") {
        report(
          use.place,
          `The root file ${roots.path} of the service ${name} does not exist; correct its sslrootcert.`,
          { related, detail: "libpq cannot verify this certificate without it, and refuses to connect." },
        );
      }
      const trusted = certificatesOf({ ...use, file: roots }, family);
      if (trusted.length === 0 || !isFullyKnown({ ...use, file: roots })) continue;
      const { is, reason } = verifyCertificates([leaf, ...sent], {
        trusted,
        purpose: "server",
        family,
        pki,
        now,
      });
      if (is === false)
        report(
          use.place,
          `The service ${name} does not trust this certificate; name its root in sslrootcert.`,
          {
            related,
            detail: `${reason} The service verifies the server with the roots in ${roots.path}.`,
          },
        );
    }
  },
};

export const serviceRootMismatchPage: RulePage = {
  why: "A client verifies what the server sends with the roots in `sslrootcert`. If no chain leads from the server's certificate to one of them, or the file does not exist, every connection of the service with `verify-ca` or `verify-full` (and with `require`, if the file exists) fails with “certificate verify failed”.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      -- roots.crt: other-root --
      -- pg_service.conf --
      [shop]
      host=db.example.com
      sslmode=verify-full
      sslrootcert=/data/roots.crt
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      -- roots.crt: root --
      -- pg_service.conf --
      [shop]
      host=db.example.com
      sslmode=verify-full
      sslrootcert=/data/roots.crt
      [relative]
      sslmode=verify-full
      sslrootcert=anywhere.crt
    `,
  ],
};

const verifying = new Set(["require", "verify-ca", "verify-full"]);
