import type { ReferencedDirectory, ReferencedFile } from "../cluster/context.ts";
import { lacksFolder as isUnderNoFolder } from "../cluster/files.ts";
import { isIncludedName } from "../cluster/includes.ts";
import type { FileReference } from "../cluster/recordSummary.ts";
import type { Records } from "../cluster/records.ts";
import { folderOf, foldersInIncludePath, parentFolders, resolvePath } from "../cluster/uris.ts";
import { maxIncludeDepth } from "../data/maxIncludeDepth.ts";
import type { FileStat } from "../host.ts";
import { splitLines } from "../model/lines.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { Place } from "../model/span.ts";
import { scanAuthLine } from "../syntax/authLine.ts";
import { authReferences, besideFile } from "../syntax/authReference.ts";
import type { ClusterSources } from "./gatherCluster.ts";
import type { ReadLimit } from "./readLimit.ts";

/** The paths that a file names, as they are looked up while its records are read, and whether each is a folder. */
export type NamedPaths = Map<string, "file" | "folder">;

/**
 * Reads what a reference names, and what the words of an `@file` name in turn, and adds their paths to `named`. `seen` holds the
 * depth at which a file was read: files that name each other many times over are not read for each of these times.
 */
async function gatherReference(
  reference: FileReference,
  place: Place,
  limit: ReadLimit,
  serverVersion: ServerVersion,
  sources: ClusterSources,
  named: NamedPaths,
  depth = 0,
  seen = new Map<string, number>(),
): Promise<void> {
  const { facts, settings } = sources;
  const { kind, path } = reference;
  const from = place.uri;
  named.set(path, kind === "include_dir" ? "folder" : "file");
  const target = resolvePath(path, folderOf(from), settings.pathMappings);
  await facts.lookAtAll([
    ...foldersInIncludePath(path, settings.pathMappings),
    ...parentFolders(target, folderOf(from)),
  ]);
  if (depth >= (seen.get(target) ?? Number.POSITIVE_INFINITY)) return;
  if (kind === "include_dir") {
    await facts.directory(target);
    return;
  }
  if (kind === "tokens" && !(await limit.takes(target, place, sources))) return;
  const fact = await facts.text(target);
  if (kind !== "tokens" || !fact || !("text" in fact) || depth > maxIncludeDepth) return;
  seen.set(target, depth);
  const lines = splitLines(fact.text);
  for (let line = 0; line < lines.length; ) {
    const scanned = scanAuthLine(lines, line, serverVersion);
    for (const nested of authReferences(scanned, serverVersion)) {
      const beside = { ...nested, path: besideFile(nested.path, path) };
      await gatherReference(beside, place, limit, serverVersion, sources, named, depth + 1, seen);
    }
    line += scanned.lineCount;
  }
}

/**
 * Reads what the references of a line of an authentication file name. Returns them with those known only from the files:
 * the target of `include @name`, say.
 */
export async function gatherLine(
  { document: { uri, lines } }: Records,
  line: number,
  references: readonly FileReference[],
  serverVersion: ServerVersion,
  sources: ClusterSources,
  named: NamedPaths,
  limit: ReadLimit,
): Promise<readonly FileReference[]> {
  const gather = (reference: FileReference) =>
    gatherReference(reference, { uri, line, span: reference.span }, limit, serverVersion, sources, named);
  for (const reference of references) await gather(reference);
  if (!references.some(({ kind }) => kind === "tokens")) return references;
  const known = (path: string) => lookUpFile(path, uri, fromAfar, sources);
  const found = authReferences(scanAuthLine(lines, line, serverVersion), serverVersion, known);
  for (const reference of found) if (reference.kind !== "tokens") await gather(reference);
  return found;
}

/** How the server sees what was gathered here. */
export interface ServerView {
  /** What is missing here is missing for the server. */
  readonly isOnServer: boolean;
  /** Whether, by mode and owner, the server's user has no permission to read a file or enter a folder. */
  readonly isForbidden: (stat: FileStat, access: "read" | "enter") => boolean;
  /** A file's mode, where every user of the server's machine can read it. */
  readonly openMode?: (stat: FileStat) => number | undefined;
}

/** The view of a server on another machine, of which nothing is known. */
const fromAfar: ServerView = { isOnServer: false, isForbidden: () => false };

/** The file that a path in a file names, as far as it was gathered. */
export function lookUpFile(
  path: string,
  from: string,
  { isOnServer, isForbidden, openMode }: ServerView,
  sources: ClusterSources,
): ReferencedFile {
  const uri = resolvePath(path, folderOf(from), sources.settings.pathMappings);
  const absent = absentFile(uri, isOnServer);
  if (lacksFolder(path, sources)) return absent;
  const known = sources.facts.get(uri);
  const stat = typeof known?.stat === "object" ? known.stat : undefined;
  if ((stat && isForbidden(stat, "read")) || isLockedAway(uri, from, isForbidden, sources))
    return { state: "forbidden", uri };
  const mode = stat && openMode?.(stat);
  const open = mode !== undefined && { openMode: mode };
  if (sources.documents.isOpen(uri))
    return { state: "text", uri, text: sources.documents.loaded(uri)?.text ?? "", ...open };
  if (!known) return unknown;
  if (known.stat === undefined) return absent;
  if (typeof known.stat === "string") return { state: known.stat, uri };
  if (known.stat.kind === "directory") return { state: "directory", uri };
  if (!known.text) return unknown;
  if ("text" in known.text) return { state: "text", uri, text: known.text.text, ...open };
  return { state: known.text.problem === "too-large" ? "too-large" : "unreadable", uri };
}

/** The files in the folder of an `include_dir`, as far as they were gathered. */
export function lookUpDirectory(
  path: string,
  from: string,
  { isOnServer, isForbidden }: ServerView,
  sources: ClusterSources,
): ReferencedDirectory {
  const uri = resolvePath(path, folderOf(from), sources.settings.pathMappings);
  const absent = absentFile(uri, isOnServer);
  if (lacksFolder(path, sources)) return absent;
  const known = sources.facts.get(uri);
  if (!known) return unknown;
  const stat = typeof known.stat === "object" ? known.stat : undefined;
  if ((stat && isForbidden(stat, "read")) || isLockedAway(uri, from, isForbidden, sources))
    return { state: "forbidden", uri };
  if (stat && !("entries" in known)) return unknown; // outside of a workspace that is not trusted
  if (known.stat === "no-answer") return { state: "no-answer", uri };
  if (!known.entries) return absent;
  const dangling = known.entries.find((entry) => entry.kind === "dangling" && isIncludedName(entry.name));
  const files = known.entries.filter((entry) => entry.kind === "file" && isIncludedName(entry.name));
  const isClosed = stat && isForbidden(stat, "enter");
  const forbidden = files.find(({ name }) => {
    const stat = sources.facts.get(`${uri}/${name}`)?.stat;
    return isClosed || (typeof stat === "object" && isForbidden(stat, "read"));
  });
  return {
    state: "entries",
    uri,
    hasFiles: files.length > 0,
    ...(dangling && { dangling: dangling.name }),
    ...(forbidden && { forbidden: forbidden.name }),
  };
}

/** Whether the server's user may not enter a folder on the way from one file to another. */
function isLockedAway(
  uri: string,
  from: string,
  isForbidden: ServerView["isForbidden"],
  { facts }: ClusterSources,
): boolean {
  return parentFolders(uri, folderOf(from)).some((folder) => {
    const stat = facts.get(folder)?.stat;
    return typeof stat === "object" && isForbidden(stat, "enter");
  });
}

const unknown = { state: "unknown" } as const;

function lacksFolder(path: string, { facts, settings }: ClusterSources): boolean {
  return isUnderNoFolder(foldersInIncludePath(path, settings.pathMappings), facts);
}

/** What is not here may well exist on another machine, and an unsaved document has no folder yet. */
function absentFile(uri: string, isOnServer: boolean) {
  if (!uri.startsWith("file:")) return unknown;
  return isOnServer ? ({ state: "missing", uri } as const) : ({ state: "elsewhere" } as const);
}
