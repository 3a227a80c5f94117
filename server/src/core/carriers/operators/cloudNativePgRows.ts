import type { ScalarText } from "../yaml/scalarMap.ts";
import type { YamlDocument } from "../yaml/yaml.ts";

// What CloudNativePG writes around the user's lines: cloudnative-pg/cloudnative-pg, pkg/postgres/configuration.go, at
// a95a534dbe0854495b863bbc1b7651f74d310916 (1.30). A manifest does not say which version of the operator reads it. Before 1.27 the records
// for certificates had no map, which admits the same clients; before 1.22 protocols and ciphers were fixed as well.

/**
 * `hbaTemplateString`. The record for cnpg_metrics_exporter (since 1.30) is of type `local`, where TLS does not matter. EDB's operator has
 * another name for the pooler's user (connection_pooling.mdx of its documentation), as CloudNativePG had before 1.15.
 */
export const hbaBefore = {
  cnpg: [
    "local all all peer map=local",
    "hostssl postgres streaming_replica all cert map=cnpg_streaming_replica",
    "hostssl replication streaming_replica all cert map=cnpg_streaming_replica",
    "hostssl all cnpg_pooler_pgbouncer all cert map=cnpg_pooler_pgbouncer",
  ],
  edb: [
    "local all all peer map=local",
    "hostssl postgres streaming_replica all cert",
    "hostssl replication streaming_replica all cert",
    "hostssl all cnp_pooler_pgbouncer all cert",
  ],
} as const;

/** The last record; pkg/management/postgres/configuration.go, `GeneratePostgresqlHBA`: md5 before PostgreSQL 14. */
export function hbaAfter(version: number | undefined): string {
  return version !== undefined && version < 14 ? "host all all all md5" : "host all all all scram-sha-256";
}

/** `identTemplateString`. */
export const identBefore = {
  cnpg: [
    "local postgres postgres",
    "cnpg_streaming_replica streaming_replica streaming_replica",
    "cnpg_pooler_pgbouncer cnpg_pooler_pgbouncer cnpg_pooler_pgbouncer",
  ],
  edb: ["local postgres postgres"],
} as const;

/** The record between the user's and the last one: pkg/management/postgres/configuration.go, `buildLDAPConfigString`. */
export function ldapRecord(
  document: YamlDocument,
  at: readonly string[],
): readonly (string | ScalarText)[] | undefined {
  const scalarAt = (...path: readonly string[]) => document.scalar(document.at(...at, ...path));
  const server = scalarAt("server");
  if (!server?.value) return undefined;
  const quoted = (option: string, scalar: ScalarText | undefined) =>
    scalar ? [` ${option}="`, scalar, '"'] : [];
  const search = document.at(...at, "bindSearchAuth") ? ["ldapbindpasswd"] : [];
  return [
    "host all all 0.0.0.0/0 ldap",
    ...quoted("ldapserver", server),
    ...quoted("ldapport", scalarAt("port")),
    ...quoted("ldapscheme", scalarAt("scheme")),
    ...(scalarAt("tls")?.value === "true" ? [" ldaptls=1"] : []),
    ...quoted("ldapprefix", scalarAt("bindAsAuth", "prefix")),
    ...quoted("ldapsuffix", scalarAt("bindAsAuth", "suffix")),
    ...quoted("ldapbasedn", scalarAt("bindSearchAuth", "baseDN")),
    ...quoted("ldapbinddn", scalarAt("bindSearchAuth", "bindDN")),
    // What the secret holds is not written here.
    ...search.map((option) => ` ${option}="…"`),
    ...quoted("ldapsearchfilter", scalarAt("bindSearchAuth", "searchFilter")),
    ...quoted("ldapsearchattribute", scalarAt("bindSearchAuth", "searchAttribute")),
  ];
}

/**
 * Whether the webhook refuses a setting: one that the operator fixes, but for the value that it writes into the resource itself, as
 * `kubectl get` shows it: `SetDefaults` of api/v1/cluster_defaults.go.
 */
export function isFixed(setting: string, value: string | undefined): boolean {
  const name = setting.toLowerCase();
  return fixed.has(name) && (value === undefined || written[name] !== value);
}

/** The fixed ones of `GlobalDefaultSettings`. */
const written: Readonly<Record<string, string>> = {
  log_destination: "csvlog",
  log_directory: "/controller/log",
  log_filename: "postgres",
  log_rotation_age: "0",
  log_rotation_size: "0",
  log_truncate_on_rotation: "false",
  logging_collector: "on",
  shared_preload_libraries: "",
};

/**
 * `FixedConfigurationParameters` but for archive_mode, whose value follows from the state of the cluster. Up to 1.30.0 ssl_ecdh_curve was
 * one of them.
 */
const fixed: ReadonlySet<string> = new Set([
  "allow_system_table_mods",
  "archive_cleanup_command",
  "archive_command",
  "bonjour",
  "bonjour_name",
  "cluster_name",
  "config_file",
  "data_directory",
  "data_sync_retry",
  "event_source",
  "external_pid_file",
  "hba_file",
  "hot_standby",
  "ident_file",
  "jit_provider",
  "listen_addresses",
  "log_destination",
  "log_directory",
  "log_file_mode",
  "log_filename",
  "log_rotation_age",
  "log_rotation_size",
  "log_truncate_on_rotation",
  "logging_collector",
  "pg_failover_slots.primary_dsn",
  "pg_failover_slots.standby_slot_names",
  "port",
  "primary_conninfo",
  "primary_slot_name",
  "promote_trigger_file",
  "recovery_end_command",
  "recovery_min_apply_delay",
  "recovery_target",
  "recovery_target_action",
  "recovery_target_inclusive",
  "recovery_target_lsn",
  "recovery_target_name",
  "recovery_target_time",
  "recovery_target_timeline",
  "recovery_target_xid",
  "restart_after_crash",
  "restore_command",
  "shared_preload_libraries",
  "ssl",
  "ssl_ca_file",
  "ssl_cert_file",
  "ssl_crl_file",
  "ssl_dh_params_file",
  "ssl_key_file",
  "ssl_passphrase_command",
  "ssl_passphrase_command_supports_reload",
  "ssl_prefer_server_ciphers",
  "stats_temp_directory",
  "synchronized_standby_slots",
  "synchronous_standby_names",
  "syslog_facility",
  "syslog_ident",
  "syslog_sequence_numbers",
  "syslog_split_messages",
  "temp_tablespaces",
  "unix_socket_directories",
  "unix_socket_group",
  "unix_socket_permissions",
]);
