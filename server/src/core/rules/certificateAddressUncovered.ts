import { listWords, placeInValue, sslSetting } from "../cluster/sslSettings.ts";
import { usesOf } from "../cluster/uses.ts";
import { isLoopback, numericAddress } from "../model/address.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { certificatesOf } from "../x509/contents.ts";
import { coveredHosts, coversHost } from "../x509/hostCoverage.ts";

/** The server listens on an address that its certificate does not cover. */
export const certificateAddressUncovered: Rule = {
  id: "certificate-address-uncovered",
  severity: "information",
  serverEffect: null,
  summary: "listen_addresses holds a name or address that the server's certificate does not cover.",
  instead:
    "Issue the certificate with this name or address as well (`subjectAltName = DNS:…, IP:…`), or have clients connect by a name that it covers.",
  cluster({ cluster }, report) {
    const assignment = sslSetting(cluster, "listen_addresses");
    const leaves = usesOf(cluster, "ssl_cert_file").map((use) => certificatesOf(use, cluster.openSsl)[0]);
    const [first] = leaves;
    if (!assignment || !first) return;
    for (const { text, start } of listWords(assignment.value, ",")) {
      const address = numericAddress(text)?.bytes;
      if (isEverywhere.has(text) || (address ? isLoopback(address) : text === "localhost")) continue;
      // Which certificate a client gets depends on pg_hosts.conf; one that could not be read may name it.
      if (leaves.some((leaf) => !leaf || coversHost(leaf, text))) continue;
      const hasAddresses = first.alternativeNames.some(({ kind }) => kind === "ip");
      report(
        placeInValue(assignment, start, text.length),
        `The server certificate does not cover ${text}; add it as a subject alternative name.`,
        {
          detail: `The certificate ${shownCertificate(first)} is for ${coveredHosts(first)}. Clients with sslmode=verify-full that connect by this ${address ? "address" : "name"} refuse the connection.`,
          // Few clients connect by address, and few certificates are made for it.
          ...(address && !hasAddresses && { severity: "hint" }),
        },
      );
    }
  },
};

export const certificateAddressUncoveredPage: RulePage = {
  why: "A client with `sslmode=verify-full` compares the name or address that it connects to with the certificate's subject alternative names, and refuses the connection if it is not among them. Names that only DNS knows are not checked here; `*`, `0.0.0.0`, `::` and loopback addresses say nothing about how clients connect.",
  bad: [
    `
      -- postgresql.conf --
      listen_addresses = 'localhost, pg.example.com'
      #                              ^^^^^^^^^^^^^^
      ssl = on
    `,
    `
      -- postgresql.conf --
      listen_addresses = '10.0.0.5'
      #                   ^^^^^^^^ the certificate has names only
      ssl = on
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      listen_addresses = 'localhost, db.example.com, 127.0.0.1, ::'
      ssl = on
    `,
    `
      -- postgresql.conf --
      listen_addresses = '10.0.0.5'
      ssl = on
      -- server.crt: addressed-leaf --
    `,
  ],
};

const isEverywhere = new Set(["", "*", "0.0.0.0", "::"]);
