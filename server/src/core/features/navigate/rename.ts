import type { Snapshot } from "../../cluster/snapshot.ts";
import type { LinePosition } from "../../cluster/sourceDocument.ts";
import { folderOf, isAbsolutePath, relativePath, resolvePath } from "../../cluster/uris.ts";
import type { Wanted } from "../../gather/wanted.ts";
import type { TextEdit } from "../../model/diagnostic.ts";
import type { MovedFile, Renamable } from "../../model/navigation.ts";
import { quoteAuth, writeAuth } from "../../syntax/quote.ts";
import { type NamedPath, pathStartOf, type RenamablePath } from "./namedPaths.ts";
import { mapAt, occurrencesOf, pathAt, pathsTo } from "./underCursor.ts";

/**
 * The map name under a cursor, or the path of a certificate, key, CRL or included file, which may get another name where only files that are
 * the user's have it.
 */
export function renamable(snapshot: Snapshot, position: LinePosition): Renamable | undefined {
  const isOwn = (uri: string) => !snapshot.hidden.isForeign(uri);
  const map = mapAt(snapshot, position);
  if (map) return occurrencesOf(map, snapshot).every(({ uri }) => isOwn(uri)) ? map : undefined;
  const path = pathAt(snapshot, position);
  if (!path?.written || !pathsTo(path, snapshot).every(({ place }) => isOwn(place.uri))) return undefined;
  const { line, span } = path.place;
  return { line, span, name: path.written.path };
}

/**
 * The edits that give what is under a cursor another name, in all files; none where it may not have one; `undefined` for a name that no line can
 * hold.
 */
export function rename(
  snapshot: Snapshot,
  position: LinePosition,
  newName: string,
): readonly TextEdit[] | undefined {
  if (newName === "" || /[\0\r\n]/.test(newName)) return undefined;
  if (!renamable(snapshot, position)) return [];
  const map = mapAt(snapshot, position);
  if (map)
    return occurrencesOf(map, snapshot).map(({ uri, line, word, prefix }) => ({
      place: { uri, line, span: word.span },
      newText: (word.quoted ? quoteAuth : writeAuth)(prefix + newName),
    }));
  const path = pathAt(snapshot, position);
  if (!path?.written) return [];
  const newUri = newUriOf(snapshot, path.written, newName);
  return pathsTo(path, snapshot).flatMap(toEdits(path.written, newName, newUri));
}

/** What must be looked at before `movedFile` knows whether a file moves. */
export function wantedForMove(snapshot: Snapshot, position: LinePosition, newName: string): Wanted {
  const path = pathAt(snapshot, position);
  return path?.written ? { files: [path.uri, newUriOf(snapshot, path.written, newName)] } : {};
}

/** The file behind a path under a cursor, and where it belongs once the path is another, if it is there now and nothing is where it goes. */
export function movedFile(
  snapshot: Snapshot,
  position: LinePosition,
  newName: string,
): MovedFile | undefined {
  const path = pathAt(snapshot, position);
  if (mapAt(snapshot, position) || !renamable(snapshot, position) || !path?.written) return undefined;
  const from = path.uri;
  const to = newUriOf(snapshot, path.written, newName);
  // What the file itself names from its folder would be looked for in another one.
  if (folderOf(to) !== folderOf(from) && namesBeside(snapshot, from)) return undefined;
  const stat = snapshot.files.get(from)?.stat;
  const target = snapshot.files.get(to);
  // What a relative link leads to depends on the folder that it is in.
  const isFile = typeof stat === "object" && stat.kind === "file" && !stat.isLink;
  return isFile && target && target.stat === undefined ? { from, to } : undefined;
}

function newUriOf(snapshot: Snapshot, { folder }: RenamablePath, path: string): string {
  return resolvePath(path, folder, pathStartOf(snapshot).mappings);
}

/** Whether a file of the cluster names another by a path from its own folder. */
function namesBeside({ members }: Snapshot, uri: string): boolean {
  return (members.get(uri)?.entries ?? []).some((entry) =>
    entry?.summary?.references?.some(({ path }) => !isAbsolutePath(path)),
  );
}

const toEdits =
  (renamed: RenamablePath, newPath: string, newUri: string) =>
  ({ place: { uri, line }, written }: NamedPath): TextEdit[] => {
    if (!written) return [];
    const { path, folder, span, write } = written;
    const isElsewhere = folder !== renamed.folder && !isAbsolutePath(path) && !isAbsolutePath(newPath);
    const text = isElsewhere ? relativePath(folder, newUri) : inStyleOf(path, renamed.path, newPath);
    return [{ place: { uri, line, span }, newText: write(text) }];
  };

/** A new path as another place writes it, which may name the same file from the root where the renamed one is relative, or the other way round. */
function inStyleOf(path: string, renamed: string, newPath: string): string {
  if (path === renamed || isAbsolutePath(path) === isAbsolutePath(newPath)) return newPath;
  const [long, short] = isAbsolutePath(path) ? [path, renamed] : [renamed, path];
  if (!long.endsWith(`/${short}`)) return newPath;
  const folder = long.slice(0, -short.length);
  if (long === path) return folder + newPath;
  return newPath.startsWith(folder) ? newPath.slice(folder.length) : newPath;
}
