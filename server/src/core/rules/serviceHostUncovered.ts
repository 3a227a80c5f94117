import type { KnownService } from "../cluster/knownClients.ts";
import { usesOf } from "../cluster/uses.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { certificatesOf } from "../x509/contents.ts";
import { coveredHosts, coversHost } from "../x509/hostCoverage.ts";

/** A service names a host that the server's certificate does not cover. */
export const serviceHostUncovered: Rule = {
  id: "service-host-uncovered",
  severity: "warning",
  serverEffect: null,
  summary:
    "A service file sends clients with verify-full to a host that the server's certificate does not cover.",
  instead:
    "Have the name added to the certificate, or use a host in the service that the certificate covers.",
  cluster({ cluster }, report) {
    const uses = usesOf(cluster, "ssl_cert_file");
    const leaves = uses.map((use) => certificatesOf(use, cluster.openSsl)[0]);
    const [[first], [use]] = [leaves, uses];
    if (!first || !use) return;
    for (const service of cluster.known?.services ?? []) {
      if (!comparesNames(service)) continue;
      for (const host of (service.options.get("host") ?? "").split(",")) {
        // A Unix socket has no TLS; and which certificate a client gets may depend on pg_hosts.conf.
        if (host === "" || host.startsWith("/") || leaves.some((leaf) => !leaf || coversHost(leaf, host)))
          continue;
        report(
          use.place,
          `The certificate does not cover ${host}, the host of the service ${service.name}; add it.`,
          {
            detail: `The certificate ${shownCertificate(first)} is for ${coveredHosts(first)}. libpq with verify-full refuses the connection.`,
            related: [{ place: service.place, message: "The service names its host here." }],
          },
        );
      }
    }
  },
};

export const serviceHostUncoveredPage: RulePage = {
  why: "With `sslmode=verify-full`, or `sslrootcert=system`, libpq compares the service's `host` with the names in the server's certificate and refuses the connection if it is not among them. The entries of `pg_service.conf` beside the configuration (or of the file that `pgssl.serviceFile` names) with the server's port count as its clients.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      -- pg_service.conf --
      [shop]
      host=pg.example.com
      sslmode=verify-full
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      -- pg_service.conf --
      [shop]
      host=db.example.com
      sslmode=verify-full
      [elsewhere]
      host=pg.example.com
      port=5433
      sslmode=verify-full
      [careless]
      host=pg.example.com
      sslmode=require
    `,
  ],
};

function comparesNames({ options }: KnownService): boolean {
  return options.get("sslmode") === "verify-full" || options.get("sslrootcert") === "system";
}
