import { findSetting } from "../../data/settings.ts";
import { newestServerVersion, type ServerVersion } from "../../model/serverVersion.ts";
import { readBoolean } from "../../syntax/conf/readBoolean.ts";
import type { Carrier } from "../carrier.ts";

/** Settings that Patroni accepts for each version, since it makes of them what that one knows (patroni/postgresql/config.py, `get_server_parameters`). */
export function isConvertedByPatroni(name: string): boolean {
  return name.toLowerCase() === "wal_keep_segments";
}

/**
 * What Patroni does with settings that it knows to be wrong, by the rule that finds them. It knows names, and the values of all but texts:
 * patroni/patroni, patroni/postgresql/validator.py, `transform_postgresql_parameter_value`, at de6b22c800a4e5edb351482f0bf64415271003f6.
 */
const leftOut = "Patroni leaves out a setting that it knows to be wrong, with a line in its log.";

const leftOutByPatroni: Readonly<Record<string, string>> = {
  "conf-boolean-invalid": leftOut,
  "conf-choice-invalid": leftOut,
  "conf-number-invalid": leftOut,
  "conf-setting-internal": leftOut,
  "conf-setting-unknown": leftOut,
  "conf-unit-invalid": leftOut,
  "conf-value-range": "Patroni writes the nearest number that is allowed, with a line in its log.",
};

/** What Patroni does with lines and settings that the server refuses, for carriers that hand them to it. */
export const throughPatroni = {
  onRefusal: {
    "pg-hba":
      "Patroni writes the line without checking it: a running server keeps the records it has, and one that starts anew stops here.",
    "pg-ident": "Patroni writes the line without checking it.",
    "postgresql-conf": "Patroni writes the value without checking it.",
  },
  leavesOut: leftOutByPatroni,
} as const satisfies Partial<Carrier>;

/** Settings that it writes from others of its own: `get_server_parameters`, `build_recovery_params` of patroni/postgresql/config.py. */
export function isPatronis(name: string): boolean {
  return /^(?:listen_addresses|port|cluster_name|primary_conninfo|primary_slot_name|recovery_target(?:_.*)?)$/i.test(
    name,
  );
}

/** Settings that must be equal on all members, which it takes from the distributed configuration alone: `CMDLINE_OPTIONS` of the same file. */
const onlyDistributed: ReadonlySet<string> = new Set([
  "max_connections",
  "max_locks_per_transaction",
  "max_prepared_transactions",
  "max_replication_slots",
  "max_wal_senders",
  "max_worker_processes",
  "track_commit_timestamp",
  "wal_keep_segments",
  "wal_keep_size",
  "wal_level",
  "wal_log_hints",
]);

/** Why it leaves out a setting of a member's own file. */
export function ignoredInMember(name: string): string | undefined {
  return onlyDistributed.has(name) ? `${name} counts in the distributed configuration alone` : undefined;
}

/** Why it leaves out a setting that the server would take. */
export function ignoredByPatroni(name: string, value: string, version?: ServerVersion): string | undefined {
  if (/^include(?:_dir|_if_exists)?$/i.test(name)) return "it writes no includes";
  // It writes names with a dot, which are those of extensions, as they are.
  if (/\s/.test(name) && !name.includes(".")) return "it knows no setting with a blank in its name";
  const setting = findSetting(name, version ?? newestServerVersion);
  // What a template fills in, and numbers that YAML writes in another way, are no such words.
  if (
    setting?.type === "bool" &&
    /^[a-z]+$/i.test(value) &&
    !wholeBooleans.test(value) &&
    readBoolean(value) !== undefined
  )
    return `it takes on and off for ${name}, not ${value}; write on or off`;
  if (version !== undefined && setting?.requestedName !== undefined)
    return `PostgreSQL ${version} calls it ${setting.name}; write that`;
  return undefined;
}

const wholeBooleans = /^(?:on|off|true|false|yes|no)$/i;
