import type { Setting } from "../../../server/src/core/data/settings.ts";

/**
 * Settings left out, because what the server says of them depends on the machine: its locales, its time zones, the limit
 * of its stack, whether it was built with Bonjour; and those that lead the server to other files.
 */
export const unpredictable: ReadonlySet<string> = new Set([
  ..."lc_messages lc_monetary lc_numeric lc_time TimeZone log_timezone timezone_abbreviations".split(" "),
  ..."max_stack_depth bonjour config_file data_directory".split(" "),
]);

/** Values for a string setting: for those with a check of their own such as it accepts and refuses. */
export function stringValues(setting: Setting): readonly string[] {
  return checked[setting.name] ?? unchecked;
}

const unchecked = [
  "x",
  "",
  "server.crt",
  "a b",
  "/etc/x",
  "%p",
  "a, b",
  "é",
  "it's",
  "*",
  "$libdir",
  "a\\\\b",
  "x:y",
];

const checked: Readonly<Record<string, readonly string[]>> = {
  backtrace_functions: ["", "a", "a,b_1", "a b", "a-b", "ä"],
  client_encoding: ["UTF8", "sql_ascii", "latin1", "", "x", "UTF-8", "utf_8", "win1252"],
  createrole_self_grant: ["", "set", "inherit", "set, inherit", "SET", "x", "set,", "set inherit"],
  DateStyle: ["ISO", "ISO, MDY", "german", "", "x", "ISO, x", "ISO,,MDY", "sql, postgres"],
  debug_io_direct: ["", "data", "wal", "data, wal", "x", "data,"],
  default_table_access_method: ["heap", "", "x", "x".repeat(70)],
  log_connections: [
    ..."on|off|true|1|0|yes|no|all|receipt|receipt,authorization|setup_durations|ON|Receipt|t|tr|o|of|2|x|receipt,|all,all".split(
      "|",
    ),
    ...' receipt , all |all,on|on,receipt|authentication|none|"receipt"|"Receipt"|"on"|,|receipt authorization'.split(
      "|",
    ),
    "",
    " ",
  ],
  log_destination: [
    ...'stderr|csvlog|syslog|stderr,csvlog|STDERR|jsonlog|eventlog|x|stderr,|stderr csvlog|"stderr"|"Stderr"| stderr |,'.split(
      "|",
    ),
    "",
  ],
  log_min_messages: [
    ..."warning|debug1|error|info|x|WARNING|warning,checkpointer:debug1|debug|fatal|panic|checkpointer:debug1|warning,x:error".split(
      "|",
    ),
    ..."warning,checkpointer:x|warning,error|warning,checkpointer:log,checkpointer:log|checkpointer:log,warning|backend:info,log".split(
      "|",
    ),
    ..."warning, autovacuum : debug1|warning,autovacuum:debug1,|warning,postmaster:debug2,walwriter:log|,|a b| warning ".split(
      "|",
    ),
    "",
  ],
  output_plugin_libraries: ["", "pgoutput", "a, b"],
  primary_slot_name: ["", "slot_1", "Slot", "a-b", "x".repeat(64), "x".repeat(63), "ä", " "],
  recovery_target: ["", "immediate", "x", "Immediate"],
  recovery_target_lsn: ["", "0/0", "16/B374D848", "x", "0", "0/", "g/1", "123456789/0"],
  recovery_target_name: ["", "x", "x".repeat(63), "x".repeat(64)],
  recovery_target_time: [
    ..."|2026-01-01 00:00:00+00|x|now|today|infinity|2026-01-31 24:00:00|2026-02-29|20260131 123456|31-Jan-2026 1:2|01/31/2026 12:00 pm".split(
      "|",
    ),
    ..."31/01/2026|2026-01-31T12:00:00.5 Europe/Berlin|2026-01-31 12:00 PST|2026-01-31 Z|J2451187 +05:30|2026.031|Jan 31 12:00 2026 BC".split(
      "|",
    ),
    ..."2026-01-31 +16|mon 2026-01-31|2026-01-31 mon|y2026m01d31|12:00 today|2026-01-31 12:00:00.|2026-01-31 est5edt|yesterday allballs".split(
      "|",
    ),
  ],
  recovery_target_timeline: [
    ..."latest|current|1|0|0x10|09|4294967295|4294967296|1x| 1|-1|Latest|".split("|"),
  ],
  recovery_target_xid: [..."|1000|42|2|3|0x42|42x|-42|4294967298|18446744073709551616".split("|")],
  restrict_nonsystem_relation_kind: ["", "view", "view, foreign-table", "x", "view,", "table"],
  role: ["none", "postgres", "", "x", "None"],
  search_path: ["", "a, b", "a\vb", "a,\vb", '"$user", public', "a,,b", "a b", '"', ","],
  session_authorization: ["postgres", "", "x", "default"],
  synchronized_standby_slots: ["", "a", "a, b", "A", "a-b", "a,,b", "*"],
  synchronous_standby_names: [
    "",
    "*",
    "a, b",
    "FIRST 2 (a, b)",
    "ANY 1 (*)",
    "2 (a)",
    "ANY (a)",
    "a b",
    "0 (a)",
    '"a b"',
    "a-b",
  ],
  temp_tablespaces: ["", "a, b", "a,,b", "a b", '"'],
  wal_consistency_checking: ["", "all", "all\v", "heap, btree", "heap2", "x", "heap,", "ALL"],
};
