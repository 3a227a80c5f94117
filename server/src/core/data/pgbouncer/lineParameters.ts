import { existsInPgBouncer, type PgBouncerVersion } from "../../model/pgbouncerVersion.ts";
import { otherSettings } from "./otherSettings.ts";
import type { PgBouncerSetting } from "./pgbouncerSetting.ts";

const poolMode: PgBouncerSetting = {
  name: "pool_mode",
  kind: "choice",
  values: otherSettings.find(({ name }) => name === "pool_mode")?.values ?? [],
  documentation: "As the setting of this name, for this line.",
};

const text = { kind: "text" } as const;
const server = "As the setting of this name, for this line.";

/** Parameters of the lines of `[databases]`. Source: `parse_database` in `src/loader.c` of the tags. */
const databases: readonly PgBouncerSetting[] = [
  { ...text, name: "dbname", documentation: "The database on the server; by default the name of the line." },
  {
    ...text,
    name: "host",
    documentation:
      "The server: a name, an address or the folder of a Unix socket, several separated by commas; not set: the default Unix socket. `verify-full` compares this name with the certificate.",
  },
  { ...text, name: "port", byDefault: "5432", documentation: "The port of the server, or of all its hosts." },
  {
    ...text,
    name: "user",
    documentation: "The role on the server for all clients, in one pool; not set: the client's own.",
  },
  {
    ...text,
    name: "password",
    isSecret: true,
    documentation: "The password of `user`; else that of `auth_file`.",
  },
  { ...text, name: "auth_user", documentation: server },
  { ...text, name: "auth_dbname", since: 19, documentation: server },
  { ...text, name: "auth_query", since: 22, documentation: server },
  { ...text, name: "client_encoding", documentation: "Requested from the server." },
  { ...text, name: "datestyle", documentation: "Requested from the server." },
  { ...text, name: "timezone", documentation: "Requested from the server." },
  { ...text, name: "application_name", documentation: "Requested from the server." },
  { ...text, name: "pool_size", documentation: "As `default_pool_size`, for this line." },
  { ...text, name: "min_pool_size", documentation: server },
  { ...text, name: "reserve_pool", documentation: "As `reserve_pool_size`, for this line." },
  { ...text, name: "reserve_pool_size", since: 24, documentation: server },
  { ...text, name: "max_db_connections", documentation: server },
  { ...text, name: "max_db_client_connections", since: 24, documentation: server },
  { ...text, name: "server_lifetime", since: 23, documentation: server },
  {
    name: "load_balance_hosts",
    kind: "choice",
    since: 24,
    byDefault: "round-robin",
    values: [
      { text: "round-robin", documentation: "The next of several hosts for each connection (the default)." },
      { text: "disable", documentation: "The same host until it fails." },
    ],
    documentation: "Which of several hosts a connection goes to.",
  },
  poolMode,
  { ...text, name: "connect_query", documentation: "Runs once in each new server connection." },
];

/** Parameters of the lines of `[users]`. Source: `parse_user`. */
const users: readonly PgBouncerSetting[] = [
  poolMode,
  { ...text, name: "max_user_connections", documentation: server },
  { ...text, name: "pool_size", since: 23, documentation: "As `default_pool_size`, for this line." },
  { ...text, name: "reserve_pool_size", since: 24, documentation: server },
  { ...text, name: "idle_transaction_timeout", since: 24, documentation: server },
  { ...text, name: "query_timeout", since: 24, documentation: server },
  { ...text, name: "client_idle_timeout", since: 24, documentation: server },
  { ...text, name: "max_user_client_connections", since: 24, documentation: server },
  { ...text, name: "transaction_timeout", since: 25, documentation: server },
];

/** Parameters of the lines of `[peers]`. Source: `parse_peer`. */
const peers: readonly PgBouncerSetting[] = [
  { ...text, name: "host", documentation: "Where the other process is." },
  { ...text, name: "port", byDefault: "6432", documentation: "Its port." },
  { ...text, name: "pool_size", documentation: "Requests to cancel under way at the same time." },
];

/** The sections whose lines hold parameters. */
export const lineParameters = { databases, users, peers } as const;

export type LineSection = keyof typeof lineParameters;

/** The sections of a release. Source: `config_sects` in `src/main.c`. */
export function sectionsOf(version: PgBouncerVersion): readonly ("pgbouncer" | LineSection)[] {
  return version >= 19 ? ["pgbouncer", "databases", "users", "peers"] : ["pgbouncer", "databases", "users"];
}

/** The parameters of a section's lines in a release. */
export function parametersOf(section: LineSection, version: PgBouncerVersion): readonly PgBouncerSetting[] {
  return lineParameters[section].filter((row) => existsInPgBouncer(row, version));
}
