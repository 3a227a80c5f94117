import type { ConnectionKeyword, ConnectionValue } from "./connectionKeyword.ts";

const text = { kind: "text" } as const;

const methods: readonly ConnectionValue[] = [
  { text: "scram-sha-256", documentation: "A password that is never sent." },
  { text: "md5", documentation: "A password as an MD5 hash." },
  { text: "password", documentation: "A password in clear text." },
  { text: "gss", documentation: "Kerberos." },
  { text: "sspi", documentation: "Windows." },
  { text: "oauth", since: 18, documentation: "A token." },
  {
    text: "none",
    documentation: "The server requires nothing: `trust`, `peer`, or a client certificate alone.",
  },
];

/** The keywords of libpq by which a client shows who it is, and what it accepts for that. */
export const connectionLoginKeywords: readonly ConnectionKeyword[] = [
  {
    ...text,
    name: "user",
    variable: "PGUSER",
    documentation: "The role; the name of the operating system's user by default.",
  },
  {
    ...text,
    name: "password",
    variable: "PGPASSWORD",
    isSecret: true,
    documentation:
      "The password. Whoever can read the file or the list of processes knows it: a `passfile` is safer.",
  },
  {
    ...text,
    name: "passfile",
    variable: "PGPASSFILE",
    file: "passwords",
    documentation:
      "The file of passwords, `~/.pgpass` by default. libpq ignores it with a warning where its group or others may read it.",
  },
  {
    ...text,
    name: "requirepeer",
    variable: "PGREQUIREPEER",
    documentation: "The operating system's user that the server behind a socket must run as.",
  },
  {
    name: "require_auth",
    since: 16,
    kind: "methods",
    variable: "PGREQUIREAUTH",
    values: methods,
    documentation:
      "The authentication methods that the client accepts, separated by commas without blanks; or those that it refuses, each with `!`.",
  },
  {
    name: "gssencmode",
    kind: "choice",
    variable: "PGGSSENCMODE",
    values: [
      { text: "disable", documentation: "No encryption by GSSAPI." },
      {
        text: "prefer",
        documentation:
          "By GSSAPI if there are credentials, else as `sslmode` says (the default with GSSAPI).",
      },
      { text: "require", documentation: "The connection fails without encryption by GSSAPI." },
    ],
    documentation: "Whether the connection is encrypted by GSSAPI (Kerberos), which is tried before TLS.",
  },
  { ...text, name: "krbsrvname", variable: "PGKRBSRVNAME", documentation: "The Kerberos service name." },
  {
    ...text,
    name: "gsslib",
    variable: "PGGSSLIB",
    documentation: "`gssapi` uses that library on Windows instead of SSPI.",
  },
  {
    name: "gssdelegation",
    since: 16,
    kind: "flag",
    variable: "PGGSSDELEGATION",
    byDefault: "0",
    documentation: "`1` passes the Kerberos credentials on to the server.",
  },
  {
    name: "scram_client_key",
    since: 18,
    kind: "key",
    isSecret: true,
    documentation: "A SCRAM client key in Base64, in place of a password.",
  },
  {
    name: "scram_server_key",
    since: 18,
    kind: "key",
    isSecret: true,
    documentation: "A SCRAM server key in Base64, in place of a password.",
  },
  {
    ...text,
    name: "oauth_issuer",
    since: 18,
    documentation: "The URL of the issuer that is trusted with a token.",
  },
  {
    ...text,
    name: "oauth_client_id",
    since: 18,
    documentation: "The identifier that the issuer gave to this client.",
  },
  {
    ...text,
    name: "oauth_client_secret",
    since: 18,
    isSecret: true,
    documentation: "The secret that belongs to `oauth_client_id`.",
  },
  { ...text, name: "oauth_scope", since: 18, documentation: "The scopes that are requested." },
  {
    ...text,
    name: "oauth_ca_file",
    since: 19,
    file: "authority",
    documentation: "The certificates of the CAs that the issuer is verified with.",
  },
];
