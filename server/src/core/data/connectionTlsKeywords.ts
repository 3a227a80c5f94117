import type { ConnectionKeyword, ConnectionValue } from "./connectionKeyword.ts";

const tls = { isTls: true } as const;
const text = { kind: "text" } as const;

const protocols: readonly ConnectionValue[] = [
  { text: "TLSv1.3", documentation: "TLS 1.3." },
  { text: "TLSv1.2", documentation: "TLS 1.2." },
  { text: "TLSv1.1", documentation: "TLS 1.1, which no current library offers unless it is configured to." },
  { text: "TLSv1", documentation: "TLS 1.0, which no current library offers unless it is configured to." },
];

/** The keywords that have an effect only on connections with TLS, of libpq 13 to 19. */
export const connectionTlsKeywords: readonly ConnectionKeyword[] = [
  {
    ...tls,
    name: "channel_binding",
    kind: "choice",
    variable: "PGCHANNELBINDING",
    byDefault: "prefer",
    values: [
      {
        text: "require",
        documentation:
          "The connection fails unless SCRAM authentication was bound to the server's certificate: needs TLS and a password.",
      },
      { text: "prefer", documentation: "Binds where TLS and the server allow it (the default)." },
      { text: "disable", documentation: "Never binds." },
    ],
    documentation:
      "Whether SCRAM authentication is bound to the server's certificate, so that nobody in between can pass it on.",
  },
  {
    ...tls,
    name: "sslmode",
    kind: "choice",
    variable: "PGSSLMODE",
    byDefault: "prefer",
    values: [
      {
        text: "verify-full",
        documentation:
          "**Encrypted, certificate and host name verified**: a chain must lead to a root in `sslrootcert`, and the certificate must have the name of `host`.",
      },
      {
        text: "verify-ca",
        documentation:
          "**Encrypted, certificate verified, host name not**: every server with a certificate of the same CA is trusted.",
      },
      {
        text: "require",
        documentation:
          "**Encrypted, certificate not verified**: anyone between can pose as the server. If the file of `sslrootcert` exists, it verifies like `verify-ca`.",
      },
      {
        text: "prefer",
        documentation:
          "**Encrypted if the server offers it, not verified**: without TLS it goes on unencrypted (the default).",
      },
      { text: "allow", documentation: "**Unencrypted unless the server insists**, never verified." },
      { text: "disable", documentation: "**Never encrypted.**" },
    ],
    documentation: "Whether the connection is encrypted, and what of the server's certificate is verified.",
  },
  {
    ...tls,
    name: "sslnegotiation",
    since: 17,
    kind: "choice",
    variable: "PGSSLNEGOTIATION",
    byDefault: "postgres",
    values: [
      { text: "postgres", documentation: "The client first requests TLS in clear text (the default)." },
      {
        text: "direct",
        documentation:
          "TLS from the first byte on, which saves a round trip: needs a server since PostgreSQL 17 and `sslmode=require` or more.",
      },
    ],
    documentation: "How TLS begins.",
  },
  {
    ...tls,
    ...text,
    name: "sslcert",
    variable: "PGSSLCERT",
    file: "certificate",
    documentation:
      "The client's certificate, `~/.postgresql/postgresql.crt` by default. A file that does not exist means no certificate.",
  },
  {
    ...tls,
    ...text,
    name: "sslkey",
    variable: "PGSSLKEY",
    file: "key",
    documentation:
      "The key of `sslcert`, `~/.postgresql/postgresql.key` by default, in PEM or DER form: a regular file that nobody but its owner can read (0600), or that belongs to root with 0640.",
  },
  {
    ...tls,
    name: "sslcertmode",
    since: 16,
    kind: "choice",
    variable: "PGSSLCERTMODE",
    byDefault: "allow",
    values: [
      {
        text: "allow",
        documentation: "The client's certificate is sent if the server requests one (the default).",
      },
      { text: "disable", documentation: "No client certificate is sent, even if there is one." },
      { text: "require", documentation: "The connection fails unless the server requests a certificate." },
    ],
    documentation: "Whether a client certificate is sent.",
  },
  {
    ...tls,
    ...text,
    name: "sslpassword",
    isSecret: true,
    documentation: "The passphrase of `sslkey`. Whoever can read the file knows it.",
  },
  {
    ...tls,
    ...text,
    name: "sslrootcert",
    until: 15,
    variable: "PGSSLROOTCERT",
    file: "authority",
    documentation:
      "The certificates of the CAs that are trusted, `~/.postgresql/root.crt` by default. `verify-ca` and `verify-full` fail without the file; others do not verify without it.",
  },
  {
    ...tls,
    ...text,
    name: "sslrootcert",
    since: 16,
    variable: "PGSSLROOTCERT",
    file: "authority",
    documentation:
      "The certificates of the CAs that are trusted, `~/.postgresql/root.crt` by default, or `system` for those of the operating system, with `sslmode=verify-full` alone. `verify-ca` and `verify-full` fail without the file; others do not verify without it.",
  },
  {
    ...tls,
    ...text,
    name: "sslcrl",
    variable: "PGSSLCRL",
    file: "crl",
    documentation:
      "Revoked server certificates, `~/.postgresql/root.crl` by default. A file that does not exist is ignored without a word.",
  },
  {
    ...tls,
    ...text,
    name: "sslcrldir",
    since: 14,
    variable: "PGSSLCRLDIR",
    file: "folder",
    documentation: "A folder of CRLs with hashed names, as `openssl rehash` makes them.",
  },
  {
    ...tls,
    name: "sslsni",
    since: 14,
    kind: "flag",
    variable: "PGSSLSNI",
    byDefault: "1",
    documentation: "`1` sends the host name before encryption begins (the default), anything else does not.",
  },
  {
    ...tls,
    name: "ssl_min_protocol_version",
    kind: "protocol",
    variable: "PGSSLMINPROTOCOLVERSION",
    byDefault: "TLSv1.2",
    values: protocols,
    documentation: "The oldest version of TLS that is used.",
  },
  {
    ...tls,
    name: "ssl_max_protocol_version",
    kind: "protocol",
    variable: "PGSSLMAXPROTOCOLVERSION",
    values: protocols,
    documentation: "The newest version of TLS that is used; not limited by default.",
  },
  {
    ...tls,
    ...text,
    name: "sslkeylogfile",
    since: 18,
    documentation: "A file for the secrets of each TLS connection: for debugging, never in production.",
  },
];
