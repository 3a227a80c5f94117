/** Images of docker-library's `postgres`, and others that are built on it with its entry point, but for those of programs beside a server. */
export const postgresImages =
  /(?:^|\/)(?:postgres|postgis|pgvector|timescaledb|pgrouting|citus|postgres-(?!(?:exporter|operator|backup|restore|init|client|mcp|meta|ui|web|admin)(?::|@|$))\w+)(?::|@|$)/;

/** An image with a server and an entry point of its own. */
export interface OtherImage {
  readonly name: RegExp;
  /** The user id of the server. */
  readonly serverUser: number;
  /** Where it reads postgresql.conf and pg_hba.conf that are brought into the container. */
  readonly folders: readonly string[];
}

const otherImages: readonly OtherImage[] = [
  {
    // bitnami/containers, bitnami/postgresql/17/debian-12/Dockerfile (fa346212), bitnami/postgresql-repmgr/17/debian-12/Dockerfile (1038ec74):
    // `USER 1001`; rootfs/opt/bitnami/scripts/postgresql-env.sh (165b82cb): POSTGRESQL_CONF_DIR, POSTGRESQL_MOUNTED_CONF_DIR.
    name: /(?:^|\/)bitnami(?:legacy|secure)?\/postgresql(?:-repmgr)?(?::|@|$)/,
    serverUser: 1001,
    folders: ["/opt/bitnami/postgresql/conf", "/bitnami/postgresql/conf"],
  },
  {
    // timescale/timescaledb-docker-ha, Dockerfile (dac9d979): `adduser --uid 1000`, `ENV PGDATA`.
    name: /(?:^|\/)timescaledb-ha(?::|@|$)/,
    serverUser: 1000,
    folders: ["/home/postgres/pgdata/data"],
  },
  {
    // percona/percona-docker, percona-distribution-postgresql-15/Dockerfile (01d7e42b): `USER 26`, `ENV PGDATA`.
    name: /(?:^|\/)percona-distribution-postgresql(?::|@|$)/,
    serverUser: 26,
    folders: ["/data/db"],
  },
  {
    // CrunchyData/crunchy-containers, build/postgres/Dockerfile (007b3ece): `USER 26`; bin/postgres/custom-configs.sh (2fd0c1df): the
    // files in /pgconf are copied into the data directory.
    name: /(?:^|\/)crunchy-postgres(?::|@|$)/,
    serverUser: 26,
    folders: ["/pgconf"],
  },
];

/** An image with an entry point that is not docker-library's; `undefined` for all others. */
export function otherImageOf(image: string): OtherImage | undefined {
  return otherImages.find(({ name }) => name.test(image));
}

/** The folder in which the server of such an image reads its files, by the paths of those that are brought into the container. */
export function configurationFolder({ folders }: OtherImage, paths: readonly string[]): string | undefined {
  return folders.find((folder) => paths.some((path) => path.startsWith(folder))) ?? folders[0];
}

/**
 * The user id of the server in an image: docker-library/postgres has 999 in Dockerfile-debian.template (018d576b) and 70 in
 * 18/alpine3.22/Dockerfile (12eb5762). postgis/docker-postgis, Dockerfile.template (019a5968) and citusdata/docker, Dockerfile (5bd855bf)
 * begin with these, timescale/timescaledb-docker, Dockerfile (00548e8e) with Alpine's. Images of the same name that others make have users of their own.
 */
export function serverUserOf(image: string): number | undefined {
  const other = otherImageOf(image);
  if (other) return other.serverUser;
  return imageUserOf(image);
}

/** The same of images with docker-library's entry point alone, where it is the id of the user's group as well. */
export function imageUserOf(image: string): number | undefined {
  if (/(?:^|\/)timescaledb(?::|@|$)/.test(image)) return 70;
  return dockerLibrary.test(image) ? (/alpine/.test(image) ? 70 : 999) : undefined;
}

const dockerLibrary =
  /^(?:[^/.:]*[.:][^/]*\/)?(?:(?:docker\/)?(?:library\/)?postgres|postgis\/postgis|pgvector\/pgvector|citusdata\/citus)(?::|@|$)/;

/**
 * The data directory in an image of docker-library, which is a volume: what a build writes there is lost in a container (docker-library/postgres,
 * Dockerfile-debian.template (018d576b) and 18/alpine3.22/Dockerfile (12eb5762): `VOLUME`, `PGDATA`).
 */
export function dataVolumeOf(image: string, version: number | undefined): string | undefined {
  if (!/(?:^|\/)timescaledb(?::|@|$)/.test(image) && !dockerLibrary.test(image)) return undefined;
  return version !== undefined && version < 18 ? "/var/lib/postgresql/data" : "/var/lib/postgresql";
}
