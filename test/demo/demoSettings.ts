/** Folders and files of a data directory that nobody edits. */
const internals = [
  "base",
  "global",
  "PG_VERSION",
  "postmaster.*",
  "pg_commit_ts",
  "pg_dynshmem",
  "pg_logical",
  "pg_multixact",
  "pg_notify",
  "pg_replslot",
  "pg_serial",
  "pg_snapshots",
  "pg_stat",
  "pg_stat_tmp",
  "pg_subtrans",
  "pg_tblspc",
  "pg_twophase",
  "pg_wal",
  "pg_xact",
];

/** User settings of the demo's VS Code: the explorer shows configuration and certificates only. */
export const demoSettings: Readonly<Record<string, unknown>> = {
  "editor.minimap.enabled": false,
  "files.exclude": Object.fromEntries(internals.map((name) => [`**/${name}`, true])),
};
