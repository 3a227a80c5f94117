import type { YamlDocument } from "../yaml/yaml.ts";

// What the operators of Crunchy Data and Percona write around the user's lines: CrunchyData/postgres-operator at
// 0fbac3062d649b2b5fadde4e00f17bad250c0052, percona/percona-postgresql-operator at adafb34ff17cb2df8b491d725cccdd46c0607d44.

/** The records before the user's, and that which is there only while there are none of the user's. */
export interface CrunchyRows {
  readonly before: readonly string[];
  readonly after: string;
  /** The operator's own records want TLS of all. */
  readonly isTlsOnly: boolean;
  /** The operator is Percona's, which refuses other rules, and reads no `spec.config.parameters`. */
  readonly isPercona: boolean;
}

/**
 * internal/postgres/hba.go, `NewHBAs`; internal/pgbouncer/postgres.go, `postgresqlHBAs`, where there is a pooler. The last record had md5 in
 * Crunchy's before 5.8 and in Percona's before 2.9, of which `crVersion` says the version. With Percona's `tlsOnly`, since 2.6, its own records
 * for all connections become those for TLS: internal/controller/postgrescluster/controller.go.
 */
export function rowsOf(document: YamlDocument, operator: "crunchy" | "percona"): CrunchyRows {
  const isPercona = operator === "percona";
  const isTlsOnly = isPercona && document.text("spec", "tlsOnly") === "true";
  const host = isTlsOnly ? "hostssl" : "host";
  const isOld = isPercona && isBefore(document.text("spec", "crVersion"), 2, 9);
  const pooler = [
    'hostssl all "_crunchypgbouncer" all scram-sha-256',
    `${host} all "_crunchypgbouncer" all reject`,
  ];
  return {
    isTlsOnly,
    isPercona,
    before: [
      'local all "postgres" peer',
      'hostssl replication "_crunchyrepl" all cert',
      'hostssl "postgres" "_crunchyrepl" all cert',
      `${host} all "_crunchyrepl" all reject`,
      ...(document.at("spec", "proxy", "pgBouncer") ? pooler : []),
    ],
    after: isOld ? "hostssl all all all md5" : "hostssl all all all scram-sha-256",
  };
}

function isBefore(version: string | undefined, major: number, minor: number): boolean {
  const [, own, next] = /^(\d{1,3})\.(\d{1,3})\b/.exec(version ?? "") ?? [];
  return own !== undefined && (Number(own) < major || (Number(own) === major && Number(next) < minor));
}

/** These win over the user's: internal/postgres/parameters.go, `NewParameters`. */
export const mandatorySettings = [
  "ssl = 'on'",
  "ssl_cert_file = '/pgconf/tls/tls.crt'",
  "ssl_key_file = '/pgconf/tls/tls.key'",
  "ssl_ca_file = '/pgconf/tls/ca.crt'",
];

/** What of `patroni.dynamicConfiguration` they overwrite, but for log_file_mode, which is Crunchy's since 6.0 alone; the first two Patroni itself. */
export function isOverwritten(name: string): boolean {
  return overwritten.has(name.toLowerCase());
}

const overwritten: ReadonlySet<string> = new Set([
  "listen_addresses",
  "port",
  "ssl",
  "ssl_ca_file",
  "ssl_cert_file",
  "ssl_key_file",
  "unix_socket_directories",
]);

/** What the schema of `spec.config.parameters` refuses: pkg/apis/…/v1beta1/postgres_types.go, `PostgresConfigSpec`, the same in v1. */
export function isForbidden(name: string): boolean {
  return (
    forbidden.has(name) ||
    /^(?:unix_socket|recovery_target)_/.test(name) ||
    (name.startsWith("ssl_") && name !== "ssl_groups" && name !== "ssl_ecdh_curve")
  );
}

/** What it refuses there, and neither it nor Patroni sets. */
export function isMovable(name: string): boolean {
  return name.startsWith("ssl_") && isForbidden(name) && !isOverwritten(name);
}

const forbidden: ReadonlySet<string> = new Set([
  "archive_command",
  "archive_mode",
  "cluster_name",
  "config_file",
  "data_directory",
  "external_pid_file",
  "hba_file",
  "hot_standby",
  "ident_file",
  "listen_addresses",
  "log_file_mode",
  "logging_collector",
  "port",
  "primary_conninfo",
  "primary_slot_name",
  "recovery_min_apply_delay",
  "recovery_target",
  "restore_command",
  "ssl",
  "synchronous_standby_names",
  "wal_log_hints",
]);
