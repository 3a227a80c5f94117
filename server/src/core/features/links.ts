import type { Snapshot } from "../cluster/snapshot.ts";
import type { Wanted } from "../gather/wanted.ts";
import type { Link } from "../model/navigation.ts";
import { filesOf } from "./navigate/filesOf.ts";
import { namedPaths, pathStartOf } from "./navigate/namedPaths.ts";

/** What must be looked at before `links`. */
export function wantedForLinks(snapshot: Snapshot): Wanted {
  return { files: pathsOf(snapshot).map(({ uri }) => uri) };
}

/** The paths in a document that lead to files which exist here; not those of folders, which no editor opens. */
export function links(snapshot: Snapshot): readonly Link[] {
  return pathsOf(snapshot).flatMap((path) => {
    const [target] = filesOf(path, snapshot);
    return target === undefined ? [] : [{ line: path.place.line, span: path.place.span, target }];
  });
}

function pathsOf(snapshot: Snapshot) {
  return namedPaths(snapshot.records, pathStartOf(snapshot)).filter(({ isFolder }) => !isFolder);
}
