/** The releases of PgBouncer whose behaviour is known, oldest first: the number behind `1.`. */
export const pgbouncerVersions = [16, 17, 18, 19, 20, 21, 22, 23, 24, 25] as const;

/** A release of PgBouncer: 18 is 1.18 with all its corrections. */
export type PgBouncerVersion = (typeof pgbouncerVersions)[number];

/** What is assumed when the release is not known. */
export const newestPgBouncerVersion: PgBouncerVersion = 25;

/** Reads a release such as `1.18`, or `undefined` for anything that is not one of the known ones. */
export function toPgBouncerVersion(value: string | undefined): PgBouncerVersion | undefined {
  return pgbouncerVersions.find((version) => value === `1.${version}`);
}

/** The releases in which a thing exists: from `since` (or the oldest) up to and including `until` (or the newest). */
export interface PgBouncerRange {
  readonly since?: PgBouncerVersion;
  readonly until?: PgBouncerVersion;
}

/** Whether a thing exists in a release. */
export function existsInPgBouncer({ since, until }: PgBouncerRange, version: PgBouncerVersion): boolean {
  return (since ?? 0) <= version && version <= (until ?? Number.POSITIVE_INFINITY);
}
