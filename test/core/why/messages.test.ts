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

/** Why OpenSSL 1.1.1 and 3 refuse a certificate or a CRL, and how the other side's alerts are logged. */
const opensslReasons = [
  "unable to get issuer certificate",
  "unable to get certificate CRL",
  "unable to decrypt certificate's signature",
  "unable to decrypt CRL's signature",
  "unable to decode issuer public key",
  "certificate signature failure",
  "CRL signature failure",
  "certificate is not yet valid",
  "CRL is not yet valid",
  "certificate has expired",
  "CRL has expired",
  "format error in certificate's notBefore field",
  "format error in CRL's nextUpdate field",
  "self signed certificate",
  "self-signed certificate in certificate chain",
  "unable to get local issuer certificate",
  "unable to verify the first certificate",
  "certificate chain too long",
  "certificate revoked",
  "invalid CA certificate",
  "invalid non-CA certificate (has CA markings)",
  "path length constraint exceeded",
  "unsuitable certificate purpose",
  "certificate not trusted",
  "certificate rejected",
  "subject issuer mismatch",
  "authority and subject key identifier mismatch",
  "key usage does not include certificate signing",
  "unable to get CRL issuer certificate",
  "unhandled critical extension",
  "key usage does not include CRL signing",
  "unhandled critical CRL extension",
  "key usage does not include digital signature",
  "different CRL scope",
  "permitted subtree violation",
  "excluded subtree violation",
  "unsupported name constraint type",
  "CRL path validation error",
  "hostname mismatch",
  "IP address mismatch",
  "EE certificate key too weak",
  "CA certificate key too weak",
  "CA signature digest algorithm too weak",
  "sslv3 alert bad certificate",
  "sslv3 alert certificate unknown",
  "sslv3 alert handshake failure",
  "sslv3 alert illegal parameter",
  "sslv3 alert unsupported certificate",
  "tlsv1 alert access denied",
  "tlsv1 alert decrypt error",
  "tlsv1 alert insufficient security",
  "tlsv1 alert internal error",
  "tlsv1 alert no application protocol",
  "tlsv1 alert protocol version",
  "tlsv1 alert unknown ca",
  "tlsv13 alert certificate required",
  "unexpected eof while reading",
  "unsafe legacy renegotiation disabled",
  "no shared groups",
  "no shared signature algorithms",
  "no ciphers available",
  "no cipher match",
  "legacy sigalg disallowed or unsupported",
  "unsupported elliptic curve",
] as const;

test.each(opensslReasons)("OpenSSL's reason “%s” is known", (reason) => {
  const found = findMessages(`LOG:  could not accept SSL connection: ${reason}`);
  expect(found.map(({ row }) => row.isGeneral ?? false)).toEqual([false]);
});

/** What drivers without libpq print. */
const ofDrivers: readonly (readonly [source: MessageSource, text: string])[] = [
  ["jdbc", "Caused by: java.io.IOException: DER length more than 4 bytes: 109"],
  ["jdbc", "org.postgresql.util.PSQLException: The authentication type 10 is not supported. Check that"],
  ["jdbc", "org.postgresql.util.PSQLException: Could not decrypt SSL key file /c/client.pk8."],
  ["jdbc", "javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake"],
  ["jdbc", "java.security.cert.CertificateExpiredException: NotAfter: Mon Nov 30 10:00:00 UTC 2026"],
  [
    "jdbc",
    "java.security.cert.CertPathValidatorException: Path does not chain with any of the trust anchors",
  ],
  ["npgsql", "System.Security.Authentication.AuthenticationException: … chain: PartialChain"],
  ["npgsql", "Cannot determine the frame size or a corrupted frame was received."],
  ["npgsql", "No password has been provided but the backend requires one (in SASL/SCRAM-SHA-256)"],
  ["node", "Error: read ECONNRESET"],
  [
    "node",
    "Error: error:1C80006B:Provider routines::wrong final block length code: 'ERR_OSSL_EVP_BAD_DECRYPT'",
  ],
  ["node", "Error: getaddrinfo ENOTFOUND db.exmaple.com"],
  ["node", "Error: SASL: SCRAM-SERVER-FINAL-MESSAGE: server signature is missing"],
  ["python", "ssl.SSLError: [SSL] PEM lib (_ssl.c:3900)"],
  ["go", "remote error: tls: certificate required"],
  ["go", "tls: first record does not look like a TLS handshake"],
  ["go", "tls: private key does not match public key"],
  ["go", 'pq: unsupported sslmode "prefer"; only "require" (default), "verify-full"'],
  ["rust", "invalid peer certificate: CaUsedAsEndEntity"],
  ["rust", "received fatal alert: CertificateRequired"],
  ["pgbouncer", "WARNING C-0x55: db/app@10.0.0.1:4000 pooler error: SSL required"],
  ["pgbouncer", "WARNING TLS handshake failed: name `db' not present in server certificate"],
  ["pgbouncer", "WARNING could not parse hba config line 3"],
];

test.each(ofDrivers)("%s: “%s” is known", (source, text) => {
  expect(findMessages(text).map((found) => found.row.source)).toContain(source);
});
