import type { Snapshot } from "../../cluster/snapshot.ts";
import type { LinePosition } from "../../cluster/sourceDocument.ts";
import type { Wanted } from "../../gather/wanted.ts";
import type { Occurrence, Target } from "../../model/navigation.ts";
import { filesOf } from "./filesOf.ts";
import { mapAt, occurrencesOf, pathAt, pathsTo } from "./underCursor.ts";

/** What must be looked at before the files that a path under a cursor leads to are known. */
export function wantedForDefinition(snapshot: Snapshot, position: LinePosition): Wanted {
  const path = pathAt(snapshot, position);
  if (!path) return {};
  return path.isFolder ? { folders: [path.uri] } : { files: [path.uri] };
}

/** Where the map under a cursor is defined, or the file (for `include_dir` the files) that a path leads to. */
export function definition(snapshot: Snapshot, position: LinePosition): readonly Target[] {
  const map = mapAt(snapshot, position);
  if (map) {
    const all = occurrencesOf(map, snapshot);
    return all.filter(({ isDefinition }) => isDefinition);
  }
  const path = pathAt(snapshot, position);
  if (!path) return [];
  return filesOf(path, snapshot).map((uri) => ({ uri }));
}

/** All places of the cluster that name the map, or the file, under a cursor. */
export function references(snapshot: Snapshot, position: LinePosition): readonly Occurrence[] {
  const map = mapAt(snapshot, position);
  if (map) return occurrencesOf(map, snapshot);
  const path = pathAt(snapshot, position);
  return path ? pathsTo(path, snapshot).map(({ place }) => ({ ...place, isDefinition: false })) : [];
}
