import { usesOf } from "../cluster/uses.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { certificatesOf } from "../x509/contents.ts";
import { coveredHosts, coversHost } from "../x509/hostCoverage.ts";
import { nameOf } from "../x509/words.ts";

/** A line of pg_hosts.conf gives a host a certificate that does not name it. */
export const hostsNameUncovered: Rule = {
  id: "hosts-name-uncovered",
  severity: "warning",
  serverEffect: null,
  summary: "A host of pg_hosts.conf has a certificate that does not name it.",
  why: "The server picks the line by the name that the client asks for, and sends its certificate without a look at the names in it. The client then compares the two: with `sslmode=verify-full` every connection to this host fails.",
  instead: "Name the certificate that was issued for this host, or have the name added to it.",
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
  cluster({ cluster }, report) {
    for (const use of usesOf(cluster, "ssl_cert_file")) {
      const [leaf] = certificatesOf(use, cluster.openSsl);
      if (!leaf) continue;
      for (const [index, place] of (use.hostPlaces ?? []).entries()) {
        const host = use.hostNames?.[index] ?? "";
        // A word with an at sign stands for a file of names; one with an asterisk is another rule's finding.
        if (/^[*@/]/.test(host) || host === "" || coversHost(leaf, host)) continue;
        report(
          place,
          `The certificate of this line, ${nameOf(leaf)}, is for ${coveredHosts(leaf)}, not for ${host}. Clients with sslmode=verify-full that ask for it refuse to go on.`,
        );
      }
    }
  },
};
