/** Images of docker-library's `postgres`, and others that are built on it with its entry point. */
export const postgresImages =
  /(?:^|\/)(?:postgres|postgis|pgvector|timescaledb|pgrouting|postgres-\w+)(?::|@|$)/;
