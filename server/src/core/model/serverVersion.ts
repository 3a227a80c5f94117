/** The major versions of PostgreSQL whose behaviour is known, oldest first. */
export const serverVersions = [13, 14, 15, 16, 17, 18, 19] as const;

/** A major version of PostgreSQL. */
export type ServerVersion = (typeof serverVersions)[number];

export const oldestServerVersion: ServerVersion = 13;

/** What is assumed when the version is not known. */
export const newestServerVersion: ServerVersion = 19;

/** Reads a major version such as `16`, or `undefined` for anything that is not one of the known ones. */
export function toServerVersion(value: unknown): ServerVersion | undefined {
  const number = typeof value === "string" ? Number(value.trim()) : value;
  return serverVersions.find((version) => version === number);
}

/** The versions in which a thing exists: from `since` (or the oldest) up to and including `until` (or the newest). */
export interface VersionRange {
  readonly since?: ServerVersion;
  readonly until?: ServerVersion;
}

/** Whether a thing exists in a version. */
export function existsIn(range: VersionRange, version: ServerVersion): boolean {
  return (range.since ?? 0) <= version && version <= (range.until ?? Number.POSITIVE_INFINITY);
}

/** The versions in which something exists, where it does in any. */
export function versionsWith(exists: (version: ServerVersion) => boolean): VersionRange | undefined {
  const having = serverVersions.filter(exists);
  const [first, last] = [having[0], having.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    ...(first !== oldestServerVersion && { since: first }),
    ...(last !== newestServerVersion && { until: last }),
  };
}
