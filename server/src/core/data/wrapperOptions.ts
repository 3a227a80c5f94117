/** The options of `postgres_fdw` that are none of libpq's (manual, "postgres_fdw", 13 to 19). */
export const wrapperOptions: ReadonlySet<string> = new Set([
  "analyze_sampling",
  "async_capable",
  "batch_size",
  "column_name",
  "extensions",
  "fdw_startup_cost",
  "fdw_tuple_cost",
  "fetch_size",
  "keep_connections",
  "parallel_abort",
  "parallel_commit",
  "password_required",
  "schema_name",
  "table_name",
  "truncatable",
  "updatable",
  "use_remote_estimate",
  "use_scram_passthrough",
]);

/** The wrappers that connect with libpq, of PostgreSQL's own extensions. */
export const libpqWrappers = ["postgres_fdw", "dblink_fdw"] as const;

/** Whether the options of a foreign data wrapper are keywords of libpq. */
export function isLibpqWrapper(wrapper: string | undefined): wrapper is (typeof libpqWrappers)[number] {
  return libpqWrappers.some((one) => one === wrapper);
}

/** Keywords of libpq that a foreign server takes of neither wrapper, as 13 to 18 say when they are given each. */
const refusedByServers =
  /^(?:user|password|sslpassword|client_encoding|replication|sslkeylogfile|scram_(?:client|server)_key|oauth_\w+|authtype|tty)$/;

/** The keywords that user mappings accept, by the same servers; `gssdelegation` is one since 16. */
const acceptedByMappings: Readonly<Record<(typeof libpqWrappers)[number], readonly string[]>> = {
  postgres_fdw: ["user", "password", "sslpassword", "sslcert", "sslkey", "gssdelegation"],
  dblink_fdw: ["user", "password", "sslpassword"],
};

/** Whether a wrapper refuses a keyword that its libpq has as option of a foreign server or of a user mapping. */
export function refusesOption(wrapper: string, object: "server" | "mapping", keyword: string): boolean {
  if (!isLibpqWrapper(wrapper)) return false;
  if (object === "mapping") return !acceptedByMappings[wrapper].includes(keyword);
  return (
    refusedByServers.test(keyword) || (wrapper === "postgres_fdw" && keyword === "fallback_application_name")
  );
}
