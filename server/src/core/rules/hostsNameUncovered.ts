import { usesOf } from "../cluster/uses.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { certificatesOf } from "../x509/contents.ts";
import { coveredHosts, coversHost } from "../x509/hostCoverage.ts";

/** A host of pg_hosts.conf has a certificate that does not cover it. */
export const hostsNameUncovered: Rule = {
  id: "hosts-name-uncovered",
  severity: "warning",
  serverEffect: null,
  summary: "A host of pg_hosts.conf has a certificate that does not cover it.",
  instead: "Name the certificate that was issued for this host, or have the name added to it.",
  cluster({ cluster }, report) {
    for (const use of usesOf(cluster, "ssl_cert_file")) {
      const [leaf] = certificatesOf(use, cluster.openSsl);
      if (!leaf) continue;
      for (const [index, place] of (use.hostPlaces ?? []).entries()) {
        const host = use.hostNames?.[index] ?? "";
        // A word with an at sign names a file of names; one with an asterisk is checked by another rule.
        if (/^[*@/]/.test(host) || host === "" || coversHost(leaf, host)) continue;
        report(
          place,
          `The certificate ${shownCertificate(leaf)} does not cover ${host}; add the name to it or use another.`,
          {
            detail: `It is for ${coveredHosts(leaf)}. Clients with sslmode=verify-full that request ${host} refuse the connection.`,
          },
        );
      }
    }
  },
};

export const hostsNameUncoveredPage: RulePage = {
  why: "The server chooses the line by the name that the client requests, and sends its certificate without checking the names in it. The client then compares the two: with `sslmode=verify-full` every connection to this host fails.",
  bad: [
    `
      # pgssl: version=19
      -- postgresql.conf --
      ssl = on
      ssl_sni = on
      -- pg_hosts.conf --
      db.example.com,pg.example.com server.crt server.key
      #              ^^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
      # pgssl: version=19
      -- postgresql.conf --
      ssl = on
      ssl_sni = on
      -- pg_hosts.conf --
      DB.example.com server.crt server.key
      * server.crt server.key
    `,
  ],
};
