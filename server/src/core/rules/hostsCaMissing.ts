import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import type { HostsRecord } from "../syntax/hosts/hostsRecord.ts";
import { writeAuth } from "../syntax/quote.ts";

/** A line of pg_hosts.conf has no CA, and records of pg_hba.conf require client certificates. */
export const hostsCaMissing: Rule = {
  id: "hosts-ca-missing",
  severity: "warning",
  serverEffect: null,
  summary: "Records require client certificates, and a line of pg_hosts.conf names no CA to verify them.",
  instead: "Name the clients' CA in the fourth column: `db.example.com server.crt server.key root.crt`.",
  cluster({ cluster }, report) {
    if (!cluster.requestsCertificates) return;
    for (const { certificate, authorities } of cluster.identities) {
      if (authorities || !certificate?.hostNames) continue;
      report(
        certificate.place,
        "This line names no CA for client certificates; name one in the fourth column.",
        {
          detail: `ssl_ca_file does not count beside pg_hosts.conf. Clients that request ${certificate.hostNames.join(", ")} are refused by every record with cert or clientcert.`,
        },
      );
    }
  },
  fix(_finding, target) {
    const { key, fields } = target.record as HostsRecord;
    const path = target.cluster.settings?.value("ssl_ca_file") ?? "";
    const end = key?.span.end;
    if (path === "" || end === undefined || fields.length > 3) return [];
    return [
      replaceText(
        target,
        `Name the CA file of ssl_ca_file: ${path}`,
        { start: end, end },
        ` ${writeAuth(path)}`,
      ),
    ];
  },
};

export const hostsCaMissingPage: RulePage = {
  why: "Once pg_hosts.conf has lines, `ssl_ca_file` no longer counts: each line has a CA of its own in its fourth column, or none. The server requests no certificate from a client that connects to a host without a CA, and every record with `cert` or `clientcert` then refuses that client.",
  bad: [
    `
      # pgssl: version=19
      -- postgresql.conf --
      ssl = on
      ssl_sni = on
      ssl_ca_file = 'root.crt'
      -- root.crt: root --
      -- pg_hosts.conf --
      db.example.com server.crt server.key
      #              ^^^^^^^^^^
      -- pg_hba.conf --
      hostssl all all all cert
    `,
  ],
  fixed: [
    `
    -- pg_hosts.conf --
    db.example.com server.crt server.key root.crt
    `,
  ],
  good: [
    `
      # pgssl: version=19
      -- postgresql.conf --
      ssl = on
      ssl_sni = on
      -- root.crt: root --
      -- pg_hosts.conf --
      db.example.com server.crt server.key root.crt
      -- pg_hba.conf --
      hostssl all all all cert
    `,
    `
      # pgssl: version=19
      -- postgresql.conf --
      ssl = on
      ssl_sni = on
      -- pg_hosts.conf --
      db.example.com server.crt server.key
      -- pg_hba.conf --
      hostssl all all all scram-sha-256 # later with cert
    `,
  ],
};
