import type { VersionRange } from "../model/serverVersion.ts";
import type { ConnectionKeyword, ConnectionValue } from "./connectionKeyword.ts";
import { connectionTlsKeywords } from "./connectionTlsKeywords.ts";
import { byNameAndVersion, versionsByName } from "./lookup.ts";

const text = { kind: "text" } as const;
const integer = { kind: "integer" } as const;

const wireProtocols: readonly ConnectionValue[] = [
  { text: "3.0", documentation: "What every server since 7.4 understands." },
  { text: "3.2", documentation: "With longer keys for cancelling; servers since PostgreSQL 18." },
  { text: "latest", documentation: "The newest that this libpq knows." },
];

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

const sessionAttributes = {
  name: "target_session_attrs",
  kind: "choice",
  variable: "PGTARGETSESSIONATTRS",
  byDefault: "any",
  documentation: "Which of the hosts is accepted.",
} as const;

const sessionKinds: readonly ConnectionValue[] = [
  { text: "any", documentation: "Any server (the default)." },
  { text: "read-write", documentation: "A server on which sessions can write." },
];

/** The keywords of libpq 13 to 19, of 13 to 18 as `PQconndefaults` lists them. */
export const connectionKeywords: readonly ConnectionKeyword[] = [
  ...connectionTlsKeywords,
  {
    ...text,
    name: "service",
    variable: "PGSERVICE",
    documentation:
      "A section of the service file (`PGSERVICEFILE`, `~/.pg_service.conf`, or `pg_service.conf` in `PGSYSCONFDIR`) that gives what the string does not.",
  },
  {
    ...text,
    name: "servicefile",
    since: 19,
    variable: "PGSERVICEFILE",
    file: "services",
    documentation: "The service file in which `service` is looked up.",
  },
  {
    ...text,
    name: "host",
    variable: "PGHOST",
    documentation:
      "Host name, address, or the folder of a socket if it begins with `/` or `@`; several are separated by commas. `verify-full` compares it with the names in the server's certificate.",
  },
  {
    ...text,
    name: "hostaddr",
    variable: "PGHOSTADDR",
    documentation:
      "The address to connect to, so that `host` is not looked up; `host` is still what `verify-full` compares.",
  },
  {
    name: "port",
    kind: "ports",
    variable: "PGPORT",
    byDefault: "5432",
    documentation: "The port: one for all hosts, or one for each, separated by commas.",
  },
  {
    ...text,
    name: "dbname",
    variable: "PGDATABASE",
    documentation: "The database; the name of the role by default.",
  },
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
    name: "sslcompression",
    kind: "flag",
    variable: "PGSSLCOMPRESSION",
    byDefault: "0",
    documentation: "Compression within TLS, without effect since PostgreSQL 14.",
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
  { ...sessionAttributes, until: 13, values: sessionKinds },
  {
    ...sessionAttributes,
    since: 14,
    values: [
      ...sessionKinds,
      { text: "read-only", documentation: "A server on which sessions cannot write." },
      { text: "primary", documentation: "A server that is not a standby." },
      { text: "standby", documentation: "A standby." },
      { text: "prefer-standby", documentation: "A standby if there is one, else any server." },
    ],
  },
  {
    name: "load_balance_hosts",
    since: 16,
    kind: "choice",
    variable: "PGLOADBALANCEHOSTS",
    byDefault: "disable",
    values: [
      { text: "disable", documentation: "The hosts are tried in order (the default)." },
      { text: "random", documentation: "The hosts are tried in random order." },
    ],
    documentation: "The order in which several hosts are tried.",
  },
  {
    ...integer,
    name: "connect_timeout",
    variable: "PGCONNECT_TIMEOUT",
    documentation: "Seconds after which an attempt to connect to one host is given up; 0 never.",
  },
  {
    ...text,
    name: "client_encoding",
    variable: "PGCLIENTENCODING",
    documentation: "The client's encoding, or `auto` for that of its locale.",
  },
  {
    ...text,
    name: "options",
    variable: "PGOPTIONS",
    documentation: "Options for the server, such as `-c search_path=shop`.",
  },
  {
    ...text,
    name: "application_name",
    variable: "PGAPPNAME",
    documentation:
      "The name shown in `pg_stat_activity` and in logs; of a standby also in `synchronous_standby_names`.",
  },
  {
    ...text,
    name: "fallback_application_name",
    documentation: "The same where `application_name` is not given.",
  },
  { ...integer, name: "keepalives", documentation: "`0` turns the keepalives of TCP off." },
  {
    ...integer,
    name: "keepalives_idle",
    documentation: "Seconds of silence after which a keepalive is sent; 0 for the system's.",
  },
  {
    ...integer,
    name: "keepalives_interval",
    documentation: "Seconds after which an unanswered keepalive is repeated; 0 for the system's.",
  },
  {
    ...integer,
    name: "keepalives_count",
    documentation: "Unanswered keepalives after which the connection is lost; 0 for the system's.",
  },
  {
    ...integer,
    name: "tcp_user_timeout",
    documentation: "Milliseconds that sent data may wait for being confirmed; 0 for the system's.",
  },
  {
    ...text,
    name: "replication",
    documentation: "`true` for physical replication, `database` for logical replication.",
  },
  {
    name: "min_protocol_version",
    since: 18,
    kind: "choice",
    variable: "PGMINPROTOCOLVERSION",
    values: wireProtocols,
    documentation: "The oldest version of PostgreSQL's protocol (not of TLS) that is accepted.",
  },
  {
    name: "max_protocol_version",
    since: 18,
    kind: "choice",
    variable: "PGMAXPROTOCOLVERSION",
    values: wireProtocols,
    documentation: "The newest version of PostgreSQL's protocol (not of TLS) that is requested.",
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
  {
    ...text,
    name: "authtype",
    until: 13,
    documentation: "Accepted without effect; removed in PostgreSQL 14.",
  },
  { ...text, name: "tty", until: 13, documentation: "Accepted without effect; removed in PostgreSQL 14." },
];

/** The keyword of a name in a version of libpq, which compares it with regard to case. */
export const connectionKeyword = byNameAndVersion(connectionKeywords);

/** The versions in which a keyword exists, or `undefined` for a name that no version knows. */
export function connectionKeywordVersions(name: string): VersionRange | undefined {
  return keywordVersions.get(name);
}

const keywordVersions = versionsByName(connectionKeywords);
