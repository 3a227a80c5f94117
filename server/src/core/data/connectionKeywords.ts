import type { VersionRange } from "../model/serverVersion.ts";
import type { ConnectionKeyword, ConnectionValue } from "./connectionKeyword.ts";
import { connectionLoginKeywords } from "./connectionLoginKeywords.ts";
import { connectionTlsKeywords } from "./connectionTlsKeywords.ts";
import { byNameAndVersion, versionsByName } from "./lookup.ts";

const text = { kind: "text" } as const;
const integer = { kind: "integer" } as const;

const wireProtocols: readonly ConnectionValue[] = [
  { text: "3.0", documentation: "What every server since 7.4 understands." },
  { text: "3.2", documentation: "With longer keys for cancelling; servers since PostgreSQL 18." },
  { text: "latest", documentation: "The newest that this libpq knows." },
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
  ...connectionLoginKeywords,
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
    name: "sslcompression",
    kind: "flag",
    variable: "PGSSLCOMPRESSION",
    byDefault: "0",
    documentation: "Compression within TLS, without effect since PostgreSQL 14.",
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
