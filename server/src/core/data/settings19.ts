import type { SettingChange, SettingRow } from "./settingRow.ts";

// What 19 changes, as 19rc1 reports it. Written by hand, since npm has no server of that version yet;
// `npm run collect-settings -- --server 19@BIN_FOLDER` compares a server with it.

/** Settings of 18 that 19 does not know. */
export const removedIn19: readonly string[] = ["escape_string_warning", "io_workers"];

/** Settings that 19 is the first to know. */
export const addedIn19: readonly SettingRow[] = [
  number("autovacuum_analyze_score_weight", "real", "sighup", "vacuum", "1", 0, 10),
  number("autovacuum_freeze_score_weight", "real", "sighup", "vacuum", "1", 0, 10),
  number("autovacuum_max_parallel_workers", "integer", "sighup", "vacuum", "0", 0, 1024),
  number("autovacuum_multixact_freeze_score_weight", "real", "sighup", "vacuum", "1", 0, 10),
  number("autovacuum_vacuum_insert_score_weight", "real", "sighup", "vacuum", "1", 0, 10),
  number("autovacuum_vacuum_score_weight", "real", "sighup", "vacuum", "1", 0, 10),
  { ...added("debug_exec_backend", "internal", "preset", null), type: "bool" },
  { ...added("debug_print_raw_parse", "user", "logging", "off"), type: "bool" },
  {
    ...added("effective_wal_level", "internal", "preset", null),
    type: "enum",
    values: ["minimal", "replica", "logical"],
  },
  { ...added("enable_eager_aggregate", "user", "planner", "on"), type: "bool" },
  { ...added("hosts_file", "postmaster", "files", null), type: "string" },
  number("io_max_workers", "integer", "sighup", "resources", "8", 1, 32),
  number("io_min_workers", "integer", "sighup", "resources", "2", 1, 32),
  milliseconds("io_worker_idle_timeout", "sighup", "resources", "60000", 0),
  milliseconds("io_worker_launch_interval", "sighup", "resources", "100", 0),
  milliseconds("log_autoanalyze_min_duration", "sighup", "logging", "600000", -1),
  number("max_repack_replication_slots", "integer", "postmaster", "replication", "5", 0, 262143),
  number("min_eager_agg_group_size", "real", "user", "planner", "8", 0, 1.79769e308),
  {
    ...added("output_plugin_libraries", "superuser", "replication", "pgoutput, test_decoding"),
    type: "string",
  },
  {
    ...number(
      "password_expiration_warning_threshold",
      "integer",
      "sighup",
      "authentication",
      "604800",
      0,
      2147483647,
    ),
    unit: "s",
  },
  { ...added("ssl_sni", "sighup", "tls", "off"), type: "bool" },
  {
    ...added("timing_clock_source", "superuser", "resources", "auto"),
    type: "enum",
    values: ["auto", "system", "tsc"],
  },
  milliseconds("wal_sender_shutdown_timeout", "user", "replication", "-1", -1),
];

/** What 19 changes about settings that 18 knows. */
export const changedIn19: Readonly<Record<string, Omit<SettingChange, "since">>> = {
  jit: { bootValue: "off" },
  log_lock_waits: { bootValue: "on" },
  log_min_messages: { type: "string", values: null, hiddenValues: null },
  max_locks_per_transaction: { bootValue: "128" },
  wal_receiver_timeout: { context: "user" },
};

type Added = Pick<SettingRow, "name" | "since" | "context" | "group" | "bootValue">;

function added(
  name: string,
  context: SettingRow["context"],
  group: SettingRow["group"],
  bootValue: string | null,
): Added {
  return { name, since: 19, context, group, bootValue };
}

function number(
  name: string,
  type: "integer" | "real",
  context: SettingRow["context"],
  group: SettingRow["group"],
  bootValue: string,
  min: number,
  max: number,
): SettingRow {
  return { ...added(name, context, group, bootValue), type, min, max };
}

function milliseconds(
  name: string,
  context: SettingRow["context"],
  group: SettingRow["group"],
  bootValue: string,
  min: number,
): SettingRow {
  return { ...number(name, "integer", context, group, bootValue, min, 2147483647), unit: "ms" };
}
