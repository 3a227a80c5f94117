import type { Snapshot } from "../../cluster/snapshot.ts";
import type { LinePosition } from "../../cluster/sourceDocument.ts";
import { touches } from "../../model/span.ts";
import { cursorAt } from "../cursor.ts";
import { type MapOccurrence, mapsInRecord, occurrencesOfMap } from "./mapOccurrences.ts";
import { type NamedPath, namedPaths, pathStartOf } from "./namedPaths.ts";

/** The map that is named under a cursor. */
export function mapAt({ records, context }: Snapshot, position: LinePosition): MapOccurrence | undefined {
  const { line, offset } = cursorAt(records, position);
  return mapsInRecord(records, line, context.serverVersion).find(({ span }) => touches(span, offset));
}

/** All places of the cluster that name a map. */
export function occurrencesOf({ name }: MapOccurrence, snapshot: Snapshot): MapOccurrence[] {
  return [...snapshot.members.values()].flatMap((records) =>
    occurrencesOfMap(records, name, snapshot.context.serverVersion),
  );
}

/** The path under a cursor. */
export function pathAt(snapshot: Snapshot, position: LinePosition): NamedPath | undefined {
  const { line, offset } = cursorAt(snapshot.records, position);
  const inRecord = namedPaths(snapshot.records, pathStartOf(snapshot), line, line);
  return inRecord.find(({ place }) => touches(place.span, offset));
}

/** All places of the cluster whose path leads to the same file. */
export function pathsTo({ uri }: NamedPath, snapshot: Snapshot): NamedPath[] {
  const start = pathStartOf(snapshot);
  return [...snapshot.members.values()]
    .flatMap((records) => namedPaths(records, start))
    .filter((path) => path.uri === uri);
}
