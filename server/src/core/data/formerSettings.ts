/** What became of settings that the server no longer has, or had before 13: the new name, or what to do instead. */
export const formerSettings: Readonly<
  Record<string, { readonly newName?: string; readonly instead?: string }>
> = {
  bgwriter_all_maxpages: { instead: "the writer's work is set by bgwriter_lru_maxpages alone" },
  checkpoint_segments: {
    newName: "max_wal_size",
    instead: "max_wal_size counts bytes: about 48 MB for each segment",
  },
  custom_variable_classes: { instead: "names with a dot need no declaration any more" },
  db_user_namespace: { instead: "nothing takes its place" },
  escape_string_warning: { instead: "nothing takes its place" },
  force_parallel_mode: { newName: "debug_parallel_query" },
  io_workers: { newName: "io_max_workers" },
  krb_srvname: { instead: "the server accepts every service name in its keytab" },
  max_fsm_pages: { instead: "the server keeps track of free space by itself" },
  max_fsm_relations: { instead: "the server keeps track of free space by itself" },
  old_snapshot_threshold: { instead: "nothing takes its place" },
  operator_precedence_warning: { instead: "nothing takes its place" },
  promote_trigger_file: { instead: "promote a standby with `pg_ctl promote` or `pg_promote()`" },
  replacement_sort_tuples: { instead: "nothing takes its place" },
  ssl_ecdh_curve: { newName: "ssl_groups" },
  ssl_groups: { newName: "ssl_ecdh_curve", instead: "before PostgreSQL 18 the server uses one curve" },
  standby_mode: { instead: "put an empty file `standby.signal` into the data directory" },
  stats_temp_directory: { instead: "statistics live in shared memory" },
  trigger_file: { instead: "promote a standby with `pg_ctl promote` or `pg_promote()`" },
  unix_socket_directory: { newName: "unix_socket_directories" },
  vacuum_cleanup_index_scale_factor: { instead: "nothing takes its place" },
  vacuum_defer_cleanup_age: { instead: "hot_standby_feedback serves the purpose" },
  wal_keep_segments: {
    newName: "wal_keep_size",
    instead: "wal_keep_size counts bytes: 16 MB for each segment",
  },
};
