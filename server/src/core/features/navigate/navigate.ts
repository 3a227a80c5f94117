import type { Snapshot } from "../../cluster/snapshot.ts";
import type { LinePosition } from "../../cluster/sourceDocument.ts";
import type { Wanted } from "../../gather/wanted.ts";
import type { TextEdit } from "../../model/diagnostic.ts";
import type { Occurrence, Renamable, Target } from "../../model/navigation.ts";
import { touches } from "../../model/span.ts";
import { quoteAuth, writeAuth } from "../../syntax/quote.ts";
import { cursorAt } from "../cursor.ts";
import { filesOf } from "./filesOf.ts";
import { type MapOccurrence, mapsInRecord, occurrencesOfMap } from "./mapOccurrences.ts";
import { type NamedPath, namedPaths, pathStartOf } from "./namedPaths.ts";

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
  if (!path) return [];
  const start = pathStartOf(snapshot);
  return [...snapshot.members.values()]
    .flatMap((records) => namedPaths(records, start))
    .filter(({ uri }) => uri === path.uri)
    .map(({ place }) => ({ ...place, isDefinition: false }));
}

/** The map name under a cursor, which may be given another name, where only files that are the user's name it. */
export function renamable(snapshot: Snapshot, position: LinePosition): Renamable | undefined {
  const map = mapAt(snapshot, position);
  const isForeign = map && occurrencesOf(map, snapshot).some(({ uri }) => snapshot.hidden.isForeign(uri));
  return isForeign ? undefined : map;
}

/** The edits that give the map under a cursor another name, in all files; none where it may not have one; `undefined` for a name that no line can hold. */
export function rename(
  snapshot: Snapshot,
  position: LinePosition,
  newName: string,
): readonly TextEdit[] | undefined {
  if (newName === "" || /[\0\r\n]/.test(newName)) return undefined;
  if (!renamable(snapshot, position)) return [];
  const map = mapAt(snapshot, position);
  const all = map ? occurrencesOf(map, snapshot) : [];
  return all.map(({ uri, line, word, prefix }) => ({
    place: { uri, line, span: word.span },
    newText: (word.quoted ? quoteAuth : writeAuth)(prefix + newName),
  }));
}

function mapAt({ records, context }: Snapshot, position: LinePosition): MapOccurrence | undefined {
  const { line, offset } = cursorAt(records, position);
  return mapsInRecord(records, line, context.serverVersion).find(({ span }) => touches(span, offset));
}

function occurrencesOf({ name }: MapOccurrence, snapshot: Snapshot): MapOccurrence[] {
  return [...snapshot.members.values()].flatMap((records) =>
    occurrencesOfMap(records, name, snapshot.context.serverVersion),
  );
}

function pathAt(snapshot: Snapshot, position: LinePosition): NamedPath | undefined {
  const { line, offset } = cursorAt(snapshot.records, position);
  const inRecord = namedPaths(snapshot.records, pathStartOf(snapshot), line, line);
  return inRecord.find(({ place }) => touches(place.span, offset));
}
