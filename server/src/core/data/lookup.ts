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
