import type { RecordIndex } from "../../cluster/recordIndex.ts";
import type { LinePosition } from "../../cluster/sourceDocument.ts";
import { childOf, folderOf } from "../../cluster/uris.ts";
import type { Located, Project } from "../../gather/workspace.ts";
import type { TextEdit } from "../../model/diagnostic.ts";
import type { Occurrence, Renamable, Target } from "../../model/navigation.ts";
import { touches } from "../../model/span.ts";
import { quoteAuth, writeAuth } from "../../syntax/quote.ts";
import { cursorAt } from "../cursor.ts";
import { filesOf } from "./filesOf.ts";
import { type MapOccurrence, mapsInRecord, occurrencesOfMap } from "./mapOccurrences.ts";
import { type NamedPath, namedPaths, pathStartOf } from "./namedPaths.ts";

/** Where the map under a cursor is defined, or the file (for `include_dir` the files) that a path leads to. */
export async function definition(
  project: Project,
  located: Located,
  position: LinePosition,
): Promise<readonly Target[]> {
  const map = mapAt(located, position);
  if (map) {
    const all = await occurrencesOf(map, project, located);
    return all.filter(({ isDefinition }) => isDefinition);
  }
  const path = pathAt(project, located, position);
  if (!path) return [];
  return (await filesOf(path, project)).map((uri) => ({ uri }));
}

/** All places of the cluster that name the map, or the file, under a cursor. */
export async function references(
  project: Project,
  located: Located,
  position: LinePosition,
): Promise<readonly Occurrence[]> {
  const map = mapAt(located, position);
  if (map) return occurrencesOf(map, project, located);
  const path = pathAt(project, located, position);
  if (!path) return [];
  const start = pathStartOf(located, project);
  return [...(await membersOf(project, located))]
    .flatMap((index) => namedPaths(index, start))
    .filter(({ uri }) => uri === path.uri)
    .map(({ place }) => ({ ...place, isDefinition: false }));
}

/** The map name under a cursor, which may be given another name. */
export function renamable(located: Located, position: LinePosition): Renamable | undefined {
  return mapAt(located, position);
}

/** The edits that give the map under a cursor another name, in all files; `undefined` for a name that no line can hold. */
export async function rename(
  project: Project,
  located: Located,
  position: LinePosition,
  newName: string,
): Promise<readonly TextEdit[] | undefined> {
  if (newName === "" || /[\0\r\n]/.test(newName)) return undefined;
  const map = mapAt(located, position);
  const all = map ? await occurrencesOf(map, project, located) : [];
  return all.map(({ uri, line, word, prefix }) => ({
    place: { uri, line, span: word.span },
    newText: (word.quoted ? quoteAuth : writeAuth)(prefix + newName),
  }));
}

function mapAt({ index, context }: Located, position: LinePosition): MapOccurrence | undefined {
  const { line, offset } = cursorAt(index, position);
  return mapsInRecord(index, line, context.serverVersion).find(({ span }) => touches(span, offset));
}

async function occurrencesOf(
  { name }: MapOccurrence,
  project: Project,
  located: Located,
): Promise<MapOccurrence[]> {
  const members = await membersOf(project, located);
  return members.flatMap((index) => occurrencesOfMap(index, name, located.context.serverVersion));
}

/** The documents of the cluster; for a lone pg_ident.conf those of the pg_hba.conf beside it, where its maps are used. */
async function membersOf(project: Project, { index, state }: Located): Promise<readonly RecordIndex[]> {
  const { uri, language } = index.document;
  const beside =
    state.cluster.mainFile === undefined && language === "pg-ident"
      ? (await project.locate(childOf(folderOf(uri), "pg_hba.conf")))?.state.members
      : undefined;
  return [...(beside?.has(uri) ? beside : state.members).values()];
}

function pathAt(project: Project, located: Located, position: LinePosition): NamedPath | undefined {
  const { line, offset } = cursorAt(located.index, position);
  const inRecord = namedPaths(located.index, pathStartOf(located, project), line, line);
  return inRecord.find(({ place }) => touches(place.span, offset));
}
