/** Images of docker-library's `postgres`, and others that are built on it with its entry point. */
export const postgresImages =
  /(?:^|\/)(?:postgres|postgis|pgvector|timescaledb|pgrouting|citus|postgres-\w+)(?::|@|$)/;

/** An image with a server and an entry point of its own. */
export interface OtherImage {
  readonly name: RegExp;
  /** The user id of the server. */
  readonly serverUser: number;
  /** Where it reads postgresql.conf and pg_hba.conf that are brought into the container. */
  readonly folders: readonly string[];
}

/** Of each the Dockerfile and the entry point in its repository say so: bitnami/containers, timescale/timescaledb-docker-ha, percona, crunchy-containers. */
const otherImages: readonly OtherImage[] = [
  {
    name: /(?:^|\/)bitnami(?:legacy|secure)?\/postgresql(?:-repmgr)?(?::|@|$)/,
    serverUser: 1001,
    folders: ["/opt/bitnami/postgresql/conf", "/bitnami/postgresql/conf"],
  },
  {
    name: /(?:^|\/)timescaledb-ha(?::|@|$)/,
    serverUser: 1000,
    folders: ["/home/postgres/pgdata/data"],
  },
  { name: /(?:^|\/)percona-(?:distribution-)?postgresql(?::|@|$)/, serverUser: 26, folders: ["/data/db"] },
  { name: /(?:^|\/)crunchy-postgres(?:-\w+)?(?::|@|$)/, serverUser: 26, folders: ["/pgconf"] },
];

/** An image with an entry point that is not docker-library's; `undefined` for all others. */
export function otherImageOf(image: string): OtherImage | undefined {
  return otherImages.find(({ name }) => name.test(image));
}
