import type { MessageRow } from "./messageRow.ts";

/** What the server says of a client that no record admits. */
export const recordMessages: readonly MessageRow[] = [
  {
    source: "server",
    patterns: [
      'no pg_hba.conf entry for host "{host}", user "{user}", database "{database}", no encryption',
      'no pg_hba.conf entry for host "{host}", user "{user}", database "{database}", SSL off',
      'no pg_hba.conf entry for replication connection from host "{host}", user "{user}", no encryption',
      'no pg_hba.conf entry for replication connection from host "{host}", user "{user}", SSL off',
    ],
    meaning:
      "No record of pg_hba.conf matches this client, which came without TLS. A hostssl record does not count for it.",
    remedy:
      "Let the client use TLS (sslmode=require or stricter), or add a record for its address, role and database.",
    client: "plain",
  },
  {
    source: "server",
    patterns: [
      'no pg_hba.conf entry for host "{host}", user "{user}", database "{database}", SSL encryption',
      'no pg_hba.conf entry for host "{host}", user "{user}", database "{database}", SSL on',
      'no pg_hba.conf entry for replication connection from host "{host}", user "{user}", SSL encryption',
      'no pg_hba.conf entry for replication connection from host "{host}", user "{user}", SSL on',
    ],
    meaning:
      "No record of pg_hba.conf matches this client, which came with TLS. A hostnossl record does not count for it.",
    remedy:
      "Add a hostssl record for its address, role and database; for replication the database is the keyword replication.",
    client: "tls",
  },
  {
    source: "server",
    patterns: [
      'no pg_hba.conf entry for host "{host}", user "{user}", database "{database}"',
      "no pg_hba.conf entry for",
    ],
    meaning:
      "No record of pg_hba.conf matches this client: its address, role, database and way of connecting decide together.",
    remedy: "Add a record that matches it, above records that would refuse it, and reload.",
    rules: ["hba-file-empty", "hba-ipv6-missing", "hba-rule-unreachable", "hba-hostssl-without-ssl"],
    client: "any",
  },
  {
    source: "server",
    patterns: [
      'pg_hba.conf rejects connection for host "{host}", user "{user}", database "{database}", no encryption',
      'pg_hba.conf rejects connection for host "{host}", user "{user}", database "{database}", SSL off',
      'pg_hba.conf rejects replication connection for host "{host}", user "{user}", no encryption',
    ],
    meaning: "The first record that matches this client, which came without TLS, has the method reject.",
    remedy:
      "Let the client use TLS if only cleartext is rejected; otherwise put a record that admits it above the one that rejects.",
    client: "plain",
  },
  {
    source: "server",
    patterns: [
      'pg_hba.conf rejects connection for host "{host}", user "{user}", database "{database}", SSL encryption',
      'pg_hba.conf rejects connection for host "{host}", user "{user}", database "{database}", SSL on',
      'pg_hba.conf rejects replication connection for host "{host}", user "{user}", SSL encryption',
    ],
    meaning: "The first record that matches this client, which came with TLS, has the method reject.",
    remedy: "Put a record that admits the client above the one that rejects it.",
    client: "tls",
  },
  {
    source: "server",
    patterns: [
      'Connection matched file "{file}" line {line}: "{other}"',
      'Connection matched pg_hba.conf line {line}: "{other}"',
    ],
    isAddition: true,
    meaning:
      "This record of pg_hba.conf decided about the connection; the message before it says with which result.",
    remedy:
      "Look at the record's method and options. If another record was meant, it must come before this one.",
    rules: ["hba-rule-unreachable"],
  },
];
