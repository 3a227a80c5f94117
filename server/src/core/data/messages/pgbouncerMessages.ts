import { nameServer, noTls, serverNames, setSslOn } from "./advice.ts";
import type { MessageRow } from "./messageRow.ts";

const rows: readonly Omit<MessageRow, "source">[] = [
  {
    patterns: ["SSL required", "TLS connection required"],
    meaning: "client_tls_sslmode demands TLS, and the client came without.",
    remedy: "Let the client use sslmode=require or stricter.",
  },
  {
    patterns: ["TLS client certificate required", "peer does not have cert"],
    meaning:
      "client_tls_sslmode=verify-full or auth_type=cert demands a client certificate, and the client sent none.",
    remedy: "Set sslcert and sslkey in the client.",
  },
  {
    patterns: ["TLS certificate name mismatch", "certificate authentication failed"],
    meaning: "The CN of the client's certificate is not the role that it names.",
    remedy: "Issue a certificate with that CN, or map it with auth_ident_file (1.20 and later).",
  },
  {
    patterns: ["name `{other}' not present in server certificate"],
    meaning: "server_tls_sslmode=verify-full: the server's certificate is not for the host in [databases].",
    remedy: nameServer,
    rules: serverNames,
  },
  {
    patterns: ["server refused SSL"],
    meaning: noTls,
    remedy: `${setSslOn} Or lower server_tls_sslmode.`,
    rules: ["hba-hostssl-without-ssl"],
  },
  {
    patterns: [
      "To allow TLS connections from clients, client_tls_key_file and client_tls_cert_file must be set",
    ],
    meaning: "PgBouncer's side for clients has TLS switched on without a certificate or key.",
    remedy: "Set client_tls_key_file and client_tls_cert_file.",
    rules: ["pgbouncer-tls-incomplete"],
  },
  {
    patterns: ["auth_type=cert requires client_tls", "client_tls_sslmode requires client_tls_ca_file"],
    meaning:
      "PgBouncer cannot verify client certificates without client_tls_sslmode=verify-full and a CA file.",
    remedy: "Set client_tls_sslmode = verify-full and client_tls_ca_file.",
    rules: ["pgbouncer-tls-incomplete"],
  },
  {
    patterns: [
      "TLS configuration could not be reloaded, keeping old configuration",
      "TLS settings could not be applied, still using old configuration",
      "TLS setup failed",
    ],
    meaning: "PgBouncer could not load a certificate, key, CA or cipher list; a reload keeps the old ones.",
    remedy: "Check the files and values of client_tls_ and server_tls_, then RELOAD.",
    rules: ["pgbouncer-file-missing", "pgbouncer-file-content", "pgbouncer-key-mismatch"],
  },
  {
    patterns: ["could not parse hba config line {line}", "hba line {line}:"],
    meaning: "PgBouncer leaves a line of its auth_hba_file out: its dialect knows less than the server's.",
    remedy: "Use addresses, and methods that PgBouncer knows; no clientcert, samenet or host names.",
    rules: ["pgbouncer-hba-line-ignored"],
  },
  {
    patterns: [
      "cannot do SCRAM authentication: wrong password type",
      "cannot do MD5 authentication: wrong password type",
      "SCRAM authentication failed: user has MD5 secret",
      "cannot do SCRAM authentication: password is SCRAM secret but client authentication did not provide SCRAM keys",
    ],
    meaning: "The stored secret of the role does not fit the method that PgBouncer or the server uses.",
    remedy: "Store SCRAM secrets in auth_file or read them by auth_query, and set auth_type = scram-sha-256.",
    rules: ["pgbouncer-users-broken"],
  },
];

/** What PgBouncer logs and answers its clients. */
export const pgbouncerMessages: readonly MessageRow[] = rows.map((row) => ({ source: "pgbouncer", ...row }));
