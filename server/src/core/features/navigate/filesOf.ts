import { isIncludedName } from "../../cluster/includes.ts";
import type { Snapshot } from "../../cluster/snapshot.ts";
import { childOf } from "../../cluster/uris.ts";
import type { NamedPath } from "./namedPaths.ts";

/** The files that a path leads to, as far as they exist here: of a folder, those that `include_dir` takes. */
export function filesOf({ uri, isFolder }: NamedPath, { files, members }: Snapshot): readonly string[] {
  const known = files.get(uri);
  if (isFolder) {
    return (known?.entries ?? [])
      .filter(({ kind, name }) => kind === "file" && isIncludedName(name))
      .map(({ name }) => childOf(uri, name))
      .sort();
  }
  const isFile = typeof known?.stat === "object" && known.stat.kind === "file";
  return isFile || members.has(uri) ? [uri] : [];
}
