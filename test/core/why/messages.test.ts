import { describe, expect, test } from "vitest";
import type { MessageSource } from "../../../server/src/core/data/messages/messageRow.ts";
import { messages } from "../../../server/src/core/data/messages/messages.ts";
import { findMessages } from "../../../server/src/core/features/why/findMessages.ts";
import { rules } from "../../../server/src/core/rules/index.generated.ts";

const ids = new Set<string>(rules.map(({ id }) => id));

describe("the rows of messages", () => {
  test("name rules that exist, and have a meaning and a way out of their own or of a rule", () => {
    for (const { patterns, rules: named = [], meaning, remedy } of messages) {
      expect(
        named.filter((id) => !ids.has(id)),
        patterns[0],
      ).toEqual([]);
      expect(named.length > 0 || (meaning && remedy), patterns[0]).toBeTruthy();
      expect(meaning === undefined, patterns[0]).toBe(remedy === undefined);
      expect(`${meaning ?? ""}${remedy ?? ""}`.length, patterns[0]).toBeLessThan(360);
    }
  });

  test("are each found by their own words", () => {
    for (const row of messages)
      for (const pattern of row.patterns) {
        const text = pattern
          .replaceAll("{line}", "7")
          .replaceAll("{host}", "10.0.0.1")
          .replace(/\{\w+\}/g, "x");
        expect(
          findMessages(`LOG:  ${text}`).map((found) => found.row.patterns[0]),
          text,
        ).toContain(row.patterns[0]);
      }
  });
});

/** Messages as programs write them: who, and the beginning of what is found, in its order. */
const cases: [text: string, source: MessageSource, first: string, names?: Record<string, string>][] = [
  [
    'FATAL:  no pg_hba.conf entry for host "10.0.0.1", user "app", database "db", no encryption',
    "server",
    "no pg_hba.conf entry",
    { host: "10.0.0.1", user: "app", database: "db" },
  ],
  [
    'psql: FATAL:  no pg_hba.conf entry for host "::1", user "app", database "db", SSL off',
    "server",
    "no pg_hba.conf entry",
    { host: "::1" },
  ],
  [
    'FATAL:  no pg_hba.conf entry for replication connection from host "10.0.0.1", user "rep", SSL encryption',
    "server",
    "no pg_hba.conf entry",
    { user: "rep" },
  ],
  [
    'FATAL:  pg_hba.conf rejects connection for host "10.0.0.1", user "app", database "db", SSL encryption',
    "server",
    "pg_hba.conf rejects",
    { user: "app" },
  ],
  [
    'error: no pg_hba.conf entry for host "172.18.0.1", user "a b", database "x", no encryption',
    "server",
    "no pg_hba.conf entry",
    { user: "a b" },
  ],
  [
    '{"message":"no pg_hba.conf entry for host \\"10.0.0.1\\", user \\"app\\", database \\"db\\", no encryption"}',
    "server",
    "no pg_hba.conf entry",
    { user: "app" },
  ],
  [
    '2026-11-30,,,FATAL,28000,"no pg_hba.conf entry for host ""10.0.0.1"", user ""app"", database ""db"", no encryption"',
    "server",
    "no pg_hba.conf entry",
    { user: "app" },
  ],
  [
    'FATAL:  private key file "/data/server.key" has group or world access',
    "server",
    "private key file",
    { file: "/data/server.key" },
  ],
  [
    'FATAL:  private key file "server.key" must be owned by the database user or root',
    "server",
    "private key file",
  ],
  [
    'FATAL:  could not load private key file "/etc/ssl/private/x.key": Permission denied',
    "server",
    "could not load private key",
  ],
  [
    'FATAL:  could not load server certificate file "server.crt": No such file or directory',
    "server",
    "could not load server certificate",
    { file: "server.crt", other: "No such file or directory" },
  ],
  ["FATAL:  check of private key failed: key values mismatch", "server", "check of private key failed"],
  ["LOG:  hostssl record cannot match because SSL is disabled", "server", "hostssl record cannot match"],
  ['LOG:  invalid value for clientcert: "1"', "server", "invalid value for clientcert"],
  [
    "FATAL:  client certificates can only be checked if a root certificate store is available",
    "server",
    "client certificates can only",
  ],
  ["FATAL:  connection requires a valid client certificate", "server", "connection requires"],
  [
    'FATAL:  certificate authentication failed for user "bob"',
    "server",
    "certificate authentication failed",
    { user: "bob" },
  ],
  [
    "LOG:  provided user name (postgres) and authenticated user name (alice) do not match",
    "server",
    "provided user name",
    { user: "postgres", other: "alice" },
  ],
  ["LOG:  could not accept SSL connection: tlsv1 alert unknown ca", "openssl", "alert unknown ca"],
  [
    "DETAIL:  Client certificate verification failed at depth 0: unable to get local issuer certificate.",
    "server",
    "Client certificate verification failed",
  ],
  [
    'DETAIL:  "ssl_min_protocol_version" cannot be higher than "ssl_max_protocol_version"',
    "server",
    "could not set SSL protocol version range",
  ],
  [
    "FATAL:  could not set the cipher list (no valid ciphers available)",
    "server",
    "could not set the cipher list",
  ],
  [
    'LOG:  private key file "server.key" cannot be reloaded because it requires a passphrase',
    "server",
    "private key file",
  ],
  ["error:0A00018F:SSL routines::ee key too small", "openssl", "ee key too small"],
  ['LOG:  invalid IP mask "trust": Name or service not known', "server", "invalid IP mask"],
  ["psql: error: server does not support SSL, but SSL was required", "libpq", "server does not support SSL"],
  [
    'psql: error: root certificate file "/home/a/.postgresql/root.crt" does not exist',
    "libpq",
    "root certificate file",
  ],
  [
    'server certificate for "localhost" does not match host name "127.0.0.1"',
    "libpq",
    "server certificate for",
    { host: "127.0.0.1" },
  ],
  [
    'server certificate for "a" (and 3 other names) does not match host name "db"',
    "libpq",
    "server certificate for",
    { host: "db" },
  ],
  [
    'connection to server at "db" (10.0.0.5), port 5432 failed: SSL error: certificate verify failed',
    "libpq",
    "SSL error: certificate verify failed",
  ],
  [
    'private key file "/root/.postgresql/postgresql.key" has group or world access; file must have permissions u=rw (0600) or less if owned by the current user',
    "libpq",
    "private key file",
  ],
  [
    "sun.security.validator.ValidatorException: PKIX path building failed: unable to find valid certification path to requested target",
    "jdbc",
    "unable to find valid certification path",
  ],
  [
    "org.postgresql.util.PSQLException: The server does not support SSL.",
    "jdbc",
    "The server does not support SSL.",
  ],
  [
    "The hostname db could not be verified by hostnameverifier PgjdbcHostnameVerifier.",
    "jdbc",
    "The hostname",
    { host: "db" },
  ],
  [
    "Npgsql.NpgsqlException: SSL connection requested. No SSL enabled connection from this host is configured.",
    "npgsql",
    "SSL connection requested",
  ],
  [
    "The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot",
    "npgsql",
    "The remote certificate is invalid",
  ],
  [
    "Error: The server does not support SSL connections",
    "node",
    "The server does not support SSL connections",
  ],
  ["code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'", "node", "DEPTH_ZERO_SELF_SIGNED_CERT"],
  [
    "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: db. is not in the cert's altnames",
    "node",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ],
  ["pq: SSL is not enabled on the server", "go", "pq: SSL is not enabled"],
  ['ConnectionError: PostgreSQL server at "db:5432" rejected SSL upgrade', "python", "rejected SSL upgrade"],
];

test.each<[string, MessageSource, string, Record<string, string>?]>(cases)(
  "%s",
  (text, source, first, names = {}) => {
    const [found] = findMessages(text);
    expect(found?.row.source).toBe(source);
    expect(found?.row.patterns[0]?.startsWith(first)).toBe(true);
    expect(found?.names).toMatchObject(names);
  },
);

test("what is no known message is none, and a text of many lines has each message once", () => {
  expect(findMessages("LOG:  database system is ready to accept connections\n\n")).toEqual([]);
  const line = 'FATAL:  password authentication failed for user "app"\n';
  expect(findMessages(line.repeat(3)).map(({ count, line }) => [count, line])).toEqual([[3, 0]]);
});

test("what a log adds in the lines below belongs to the message", () => {
  const text =
    'LOG:  invalid connection type "hosst"\nCONTEXT:  line 3 of configuration file "/data/pg_hba.conf"\n';
  for (const given of [text, text.replace("\n", " ")])
    expect(findMessages(given).map(({ names }) => names)).toEqual([
      { other: "hosst", line: "3", file: "/data/pg_hba.conf" },
    ]);
});
