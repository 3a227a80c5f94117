import type { PgBouncerSetting, PgBouncerValue } from "./pgbouncerSetting.ts";

const protocols: readonly PgBouncerValue[] = [
  { text: "secure", documentation: "TLS 1.2 and 1.3 (the default)." },
  { text: "default", documentation: "The same as `secure`." },
  { text: "all", documentation: "TLS 1.0 to 1.3, as far as the library offers them." },
  { text: "legacy", until: 20, documentation: "The same as `all`." },
  { text: "tlsv1.3", documentation: "TLS 1.3." },
  { text: "tlsv1.2", documentation: "TLS 1.2." },
  { text: "tlsv1.1", documentation: "TLS 1.1, which is obsolete (RFC 8996)." },
  { text: "tlsv1.0", documentation: "TLS 1.0, which is obsolete (RFC 8996)." },
  { text: "tlsv1", documentation: "TLS 1.0 to 1.3, like `all`." },
];

const ciphers: readonly PgBouncerValue[] = [
  { text: "default", since: 21, documentation: "What OpenSSL and the system's policy offer (the default)." },
  { text: "default", until: 20, documentation: "Strong suites with forward secrecy, without SHA-2 MACs." },
  { text: "secure", documentation: "The same as `default`." },
  { text: "fast", until: 20, documentation: "Strong suites, AES with 128 bits first (the default)." },
  { text: "fast", since: 21, documentation: "The same as `default`." },
  { text: "normal", until: 20, documentation: "Strong suites in OpenSSL's order." },
  { text: "normal", since: 21, documentation: "The same as `default`." },
  { text: "compat", until: 20, documentation: "Everything but what is broken." },
  { text: "legacy", until: 20, documentation: "The same as `compat`." },
  { text: "all", until: 20, documentation: "Every suite with a certificate, the weak ones included." },
  { text: "insecure", until: 20, documentation: "The same as `all`." },
];

const noFile = { kind: "text", byDefault: "" } as const;

/**
 * The settings of TLS. Source: `src/main.c` and `lib/usual/tls` of the tags `pgbouncer_1_16_0` to `pgbouncer_1_25_2`; what PgBouncer does
 * with the files was seen with 1.18.
 */
export const tlsSettings: readonly PgBouncerSetting[] = [
  {
    name: "client_tls_sslmode",
    kind: "choice",
    byDefault: "disable",
    values: [
      {
        text: "disable",
        documentation: "**Never encrypted**: a client that requests TLS is refused it (the default).",
      },
      { text: "allow", documentation: "**Encrypted if the client wants it**: clear text is accepted too." },
      { text: "prefer", documentation: "The same as `allow`." },
      {
        text: "require",
        documentation:
          "**Always encrypted**; a client needs no certificate, but one that it sends must be valid.",
      },
      {
        text: "verify-ca",
        documentation:
          "**Always encrypted, with a client certificate** from a CA in `client_tls_ca_file`; without that setting, from any CA of the system.",
      },
      {
        text: "verify-full",
        documentation:
          "**Always encrypted, with a client certificate** from a CA in `client_tls_ca_file`. No name is compared: that is done by `auth_type = cert` and the method `cert` only.",
      },
    ],
    documentation: "Whether connections of clients are encrypted, and whether they need a certificate.",
  },
  {
    ...noFile,
    name: "client_tls_cert_file",
    file: "certificate",
    documentation:
      "The certificate that PgBouncer shows to clients, with the intermediate certificates behind it (PEM).",
  },
  {
    ...noFile,
    name: "client_tls_key_file",
    file: "key",
    documentation:
      "The private key of `client_tls_cert_file` (PEM, without a passphrase). PgBouncer does not look at its mode.",
  },
  {
    ...noFile,
    name: "client_tls_ca_file",
    file: "authority",
    documentation: "The CAs from which client certificates are accepted; not set: those of the system.",
  },
  {
    name: "client_tls_protocols",
    kind: "protocols",
    byDefault: "secure",
    values: protocols,
    documentation:
      "The protocols that clients may use: names separated by commas, without blanks before a comma, `!` to take one away.",
  },
  {
    name: "client_tls_ciphers",
    kind: "ciphers",
    byDefault: "fast",
    until: 20,
    values: ciphers,
    documentation: "The cipher suites of TLS 1.2 and older: a word, or a list as OpenSSL reads it.",
  },
  {
    name: "client_tls_ciphers",
    kind: "ciphers",
    byDefault: "default",
    since: 21,
    values: ciphers,
    documentation: "The cipher suites of TLS 1.2 and older: a word, or a list as OpenSSL reads it.",
  },
  {
    name: "client_tls13_ciphers",
    kind: "text",
    since: 25,
    documentation: "The cipher suites of TLS 1.3, separated by colons; not set: OpenSSL's.",
  },
  {
    name: "client_tls_dheparams",
    kind: "dhe",
    byDefault: "auto",
    values: [
      { text: "auto", documentation: "Parameters that fit the key (the default)." },
      { text: "none", documentation: "No such key exchange." },
      { text: "legacy", until: 20, documentation: "1024 bits, which is too weak." },
    ],
    documentation: "Key exchange with finite-field Diffie-Hellman, of TLS 1.2.",
  },
  {
    name: "client_tls_ecdhcurve",
    kind: "curve",
    byDefault: "auto",
    values: [
      { text: "auto", documentation: "OpenSSL's choice (the default)." },
      { text: "none", documentation: "The same: no curve is chosen here." },
      { text: "prime256v1", documentation: "P-256 alone." },
      { text: "secp384r1", documentation: "P-384 alone." },
      { text: "secp521r1", documentation: "P-521 alone." },
    ],
    documentation: "One elliptic curve for key exchange, by OpenSSL's short name; X25519 is none of these.",
  },
  {
    name: "server_tls_sslmode",
    kind: "choice",
    byDefault: "disable",
    until: 19,
    values: serverModes("disable"),
    documentation:
      "Whether connections to servers are encrypted, and what of their certificates is verified.",
  },
  {
    name: "server_tls_sslmode",
    kind: "choice",
    byDefault: "prefer",
    since: 20,
    values: serverModes("prefer"),
    documentation:
      "Whether connections to servers are encrypted, and what of their certificates is verified.",
  },
  {
    ...noFile,
    name: "server_tls_ca_file",
    file: "authority",
    documentation:
      "The CAs from which certificates of servers are accepted; not set: those of the system. It is read at each connection, not at the start.",
  },
  {
    ...noFile,
    name: "server_tls_cert_file",
    file: "certificate",
    documentation: "The client certificate that PgBouncer shows to servers. It is read at each connection.",
  },
  {
    ...noFile,
    name: "server_tls_key_file",
    file: "key",
    documentation: "The private key of `server_tls_cert_file`. PgBouncer does not look at its mode.",
  },
  {
    name: "server_tls_protocols",
    kind: "protocols",
    byDefault: "secure",
    values: protocols,
    documentation: "The protocols for connections to servers, as in `client_tls_protocols`.",
  },
  {
    name: "server_tls_ciphers",
    kind: "ciphers",
    byDefault: "fast",
    until: 20,
    values: ciphers,
    documentation: "The cipher suites of TLS 1.2 and older for connections to servers.",
  },
  {
    name: "server_tls_ciphers",
    kind: "ciphers",
    byDefault: "default",
    since: 21,
    values: ciphers,
    documentation: "The cipher suites of TLS 1.2 and older for connections to servers.",
  },
  {
    name: "server_tls13_ciphers",
    kind: "text",
    since: 25,
    documentation: "The cipher suites of TLS 1.3 for connections to servers, separated by colons.",
  },
];

function serverModes(byDefault: string): readonly PgBouncerValue[] {
  const modes = [
    { text: "disable", documentation: "**Never encrypted**: TLS is not requested." },
    { text: "allow", documentation: "The same as `prefer`." },
    {
      text: "prefer",
      documentation:
        "**Encrypted if the server offers it, not verified**: without TLS it goes on in clear text.",
    },
    {
      text: "require",
      documentation: "**Encrypted, certificate not verified**: anyone between can pose as the server.",
    },
    {
      text: "verify-ca",
      documentation:
        "**Encrypted, certificate verified, host name not**: every server with a certificate of the same CA is trusted.",
    },
    {
      text: "verify-full",
      documentation:
        "**Encrypted, certificate and host name verified**: the name is `host` of the line in `[databases]`.",
    },
  ];
  return modes.map((mode) =>
    mode.text === byDefault ? { ...mode, documentation: `${mode.documentation} The default.` } : mode,
  );
}
