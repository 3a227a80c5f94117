import type { PgBouncerVersion } from "../../model/pgbouncerVersion.ts";
import type { PgBouncerKind, PgBouncerSetting } from "./pgbouncerSetting.ts";

const poolModes = [
  { text: "session", documentation: "A client keeps its server connection until it goes (the default)." },
  { text: "transaction", documentation: "For the length of a transaction." },
  { text: "statement", documentation: "For one statement; transactions of several are refused." },
];

type Row = readonly [
  name: string,
  byDefault: string | undefined,
  documentation: string,
  since?: PgBouncerVersion,
];

const rows = (kind: PgBouncerKind, needsRestart: boolean, given: readonly Row[]): PgBouncerSetting[] =>
  given.map(([name, byDefault, documentation, since]) => ({
    name,
    kind,
    documentation,
    ...(byDefault !== undefined && { byDefault }),
    ...(since && { since }),
    ...(needsRestart && { needsRestart: true as const }),
  }));

/** The settings that are not about TLS or authentication. Source: as in `tlsSettings`. */
export const otherSettings: readonly PgBouncerSetting[] = [
  {
    name: "pool_mode",
    kind: "choice",
    byDefault: "session",
    values: poolModes,
    documentation: "When a server connection goes back into the pool.",
  },
  ...rows("integer", false, [
    ["application_name_add_host", "0", "Adds address and port of the client to its `application_name`."],
    ["default_pool_size", "20", "Server connections of each pair of user and database."],
    ["log_connections", "1", "Whether logins are logged."],
    ["log_disconnections", "1", "Whether ends of connections are logged, with the reason."],
    ["log_pooler_errors", "1", "Whether messages to clients are logged."],
    ["log_stats", "1", "Whether statistics are logged."],
    ["max_client_conn", "100", "Connections of clients at the most."],
    [
      "max_db_client_connections",
      "0",
      "Connections of clients to one database at the most; 0 for any number.",
      24,
    ],
    ["max_db_connections", "0", "Server connections of one database at the most; 0 for any number."],
    [
      "max_user_client_connections",
      "0",
      "Connections of one user's clients at the most; 0 for any number.",
      24,
    ],
    ["max_user_connections", "0", "Server connections of one user at the most; 0 for any number."],
    ["min_pool_size", "0", "Server connections that a pool keeps."],
    ["peer_id", "0", "The number of this process among its `[peers]`; 0 for none.", 19],
    ["query_wait_notify", "5", "Seconds after which a waiting client gets a notice; 0 for never.", 25],
    ["reserve_pool_size", "0", "Further server connections of a pool in which clients wait too long."],
    ["sbuf_loopcnt", "5", "Buffers that are passed on for one connection before it is the turn of the next."],
    [
      "server_fast_close",
      "0",
      "Whether server connections that are to go are closed at the end of a transaction.",
    ],
    ["server_reset_query_always", "0", "Whether `server_reset_query` runs in all pool modes."],
    ["server_round_robin", "0", "Whether server connections are used in turn, not the last one first."],
    ["stats_period", "60", "Seconds between statistics."],
    ["syslog", "0", "Whether messages go to syslog."],
    ["tcp_defer_accept", "1", "Seconds that the kernel waits for data before a connection is accepted."],
    ["tcp_keepalive", "1", "Whether TCP keepalive is on."],
    ["tcp_keepcnt", "0", "Probes of TCP keepalive; 0 for the system's."],
    ["tcp_keepidle", "0", "Seconds before the first probe; 0 for the system's."],
    ["tcp_keepintvl", "0", "Seconds between probes; 0 for the system's."],
    ["tcp_socket_buffer", "0", "Bytes of a socket's buffer; 0 for the system's."],
    [
      "tcp_user_timeout",
      "0",
      "Milliseconds without an answer after which a connection ends; 0 for the system's.",
    ],
    ["verbose", undefined, "How much is logged, up to 3."],
  ]),
  {
    name: "max_prepared_statements",
    kind: "integer",
    byDefault: "0",
    since: 21,
    until: 23,
    documentation:
      "Prepared statements of the protocol that a server connection keeps; 0: they are not followed.",
  },
  {
    name: "max_prepared_statements",
    kind: "integer",
    byDefault: "200",
    since: 24,
    documentation:
      "Prepared statements of the protocol that a server connection keeps; 0: they are not followed.",
  },
  ...rows("integer", true, [
    ["disable_pqexec", "0", "Refuses several statements in one query."],
    ["pkt_buf", "4096", "Bytes of a buffer for packets."],
    ["so_reuseport", "0", "Whether several processes may listen on the same port."],
  ]),
  ...rows("unsigned", false, [["max_packet_size", "2147483647", "Bytes of the largest packet."]]),
  ...rows("seconds", false, [
    ["autodb_idle_timeout", "3600", "Seconds after which an unused database of `*` goes; 0 for never."],
    ["cancel_wait_timeout", "10", "Seconds that a request to cancel waits.", 19],
    ["client_idle_timeout", "0", "Seconds after which an idle client is disconnected; 0 for never."],
    ["client_login_timeout", "60", "Seconds that a login may take."],
    ["dns_max_ttl", "15", "Seconds that an answer of DNS is kept."],
    ["dns_nxdomain_ttl", "15", "Seconds that a failure of DNS is kept."],
    ["dns_zone_check_period", "0", "Seconds between looks at the serial of a zone; 0 for none."],
    ["idle_transaction_timeout", "0", "Seconds that a transaction may be idle; 0 for any time."],
    ["query_timeout", "0", "Seconds that a query may take; 0 for any time."],
    ["query_wait_timeout", "120", "Seconds that a query may wait for a server connection."],
    ["reserve_pool_timeout", "5", "Seconds after which `reserve_pool_size` counts."],
    ["server_check_delay", "30", "Seconds after which a server connection is checked before it is used."],
    ["server_connect_timeout", "15", "Seconds that a connection to a server may take."],
    ["server_idle_timeout", "600", "Seconds after which an idle server connection ends."],
    ["server_lifetime", "3600", "Seconds after which a server connection ends when it is unused."],
    ["server_login_retry", "15", "Seconds after which a failed login at a server is tried again."],
    ["suspend_timeout", "10", "Seconds that SUSPEND and an online restart wait."],
    ["transaction_timeout", "0", "Seconds that a transaction may take; 0 for any time.", 25],
  ]),
  ...rows("text", false, [
    ["conffile", undefined, "The configuration file, set by PgBouncer itself."],
    ["server_check_query", "select 1", "The query by which a server connection is checked."],
    ["server_reset_query", "DISCARD ALL", "The query after a client has left its server connection."],
    ["syslog_facility", "daemon", "The facility of syslog."],
    ["syslog_ident", "pgbouncer", "The name in syslog."],
  ]),
  ...rows("text", true, [["job_name", "pgbouncer", "The name of the process."]]),
  {
    name: "logfile",
    kind: "text",
    byDefault: "",
    file: "other",
    documentation: "The log file.",
  },
  {
    name: "pidfile",
    kind: "text",
    byDefault: "",
    file: "other",
    needsRestart: true,
    documentation: "The file with the number of the process; needed with `-d`.",
  },
  {
    name: "resolv_conf",
    kind: "text",
    byDefault: "",
    file: "other",
    needsRestart: true,
    documentation: "The `resolv.conf` of c-ares, if not the system's.",
  },
];
