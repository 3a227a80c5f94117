import { existsIn, type ServerVersion, serverVersions, type VersionRange } from "../model/serverVersion.ts";

/** Prepares rows for being found by name and version; where several fit, the first one counts. */
export function byNameAndVersion<Row extends VersionRange & { readonly name: string }>(
  rows: readonly Row[],
): (name: string, version: ServerVersion) => Row | undefined {
  const index: ReadonlyMap<string, Row>[] = [];
  for (const version of serverVersions) {
    const names = new Map<string, Row>();
    for (const row of rows) if (existsIn(row, version) && !names.has(row.name)) names.set(row.name, row);
    index[version] = names;
  }
  return (name, version) => index[version]?.get(name);
}

/** The versions that know a name, from the first of its rows, which are in the order of versions, to the last. */
export function versionsByName(
  rows: readonly (VersionRange & { readonly name: string })[],
): ReadonlyMap<string, VersionRange> {
  const versions = new Map<string, VersionRange>();
  for (const { name, since, until } of rows) {
    const { since: first } = versions.get(name) ?? { since };
    versions.set(name, {
      ...(first !== undefined && { since: first }),
      ...(until !== undefined && { until }),
    });
  }
  return versions;
}
