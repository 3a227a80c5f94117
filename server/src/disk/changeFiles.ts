import { constants } from "node:fs";
import { access, type FileHandle, open, readlink, realpath, stat, symlink, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type {
  FileAction,
  FilePart,
  FileState,
  LinkFiles,
  RewriteFile,
  SeenFile,
} from "../core/model/fileAction.ts";
import { openFolder } from "./folder.ts";
import { FileChangedError, removeAll, replaceFile } from "./writeFiles.ts";

/** Whether this process has the right to an action. Windows has no modes and owners. */
export async function mayAct(action: FileAction): Promise<boolean> {
  const user = process.getuid?.();
  if (user === undefined) return false;
  if (user === 0) return true;
  const path = fileURLToPath(action.uri);
  try {
    switch (action.kind) {
      case "set-owner":
        return false;
      case "set-mode":
        return (await stat(path)).uid === user;
      case "link-files":
        await access(path, constants.W_OK);
        return true;
      case "rewrite-file":
        await access(dirname(await realpath(path)), constants.W_OK);
        return (await stat(path)).uid === user; // the new file is to have the same owner
    }
  } catch {
    return false;
  }
}

/** The files that an action is about, the changed one first, to be shown and then given to `act`. @throws the system's error */
export async function look(action: FileAction): Promise<readonly SeenFile[]> {
  const sources = action.kind === "rewrite-file" ? action.sources : [];
  const uris = new Set([action.uri, ...sources.map(({ uri }) => uri)]);
  return Promise.all(
    [...uris].map(async (uri) => {
      const path = await realpath(fileURLToPath(uri));
      const { dev, ino, uid } = await stat(path);
      return { uri, path, device: dev, inode: ino, owner: uid };
    }),
  );
}

/** What was done. */
export interface Acted {
  /** Where the old file is kept, if it is. */
  readonly kept?: string;
  /** Takes it back; absent where that would need a private key in memory. @throws where things have changed since */
  readonly undo?: () => Promise<void>;
}

/**
 * Does what a fix offers, to the files that were shown.
 * @throws FileChangedError, NotReplaceableError or the system's error, and nothing was changed; or NotSynchronizedError
 */
export async function act(action: FileAction, seen: readonly SeenFile[]): Promise<Acted> {
  const shown = shownAt(action.uri, seen);
  switch (action.kind) {
    case "set-mode": {
      const before = await setMode(shown, action.mode);
      return { undo: async () => void (await setMode(shown, before)) };
    }
    case "set-owner":
      await withFile(shown, async (file) => file.chown(action.owner, (await file.stat()).gid));
      return {
        undo: () =>
          withFile({ ...shown, owner: action.owner }, async (file) =>
            file.chown(shown.owner, (await file.stat()).gid),
          ),
      };
    case "link-files":
      await linkAll(shown, action.links);
      return { undo: () => unlinkAll(shown, action.links) };
    case "rewrite-file":
      return rewrite(shown, action, seen);
  }
}

/** Sets the permission bits, and returns those of before. */
async function setMode(shown: SeenFile, mode: number): Promise<number> {
  let before = mode;
  await withFile(shown, async (file) => {
    before = (await file.stat()).mode & 0o7777;
    await file.chmod(mode);
    if (((await file.stat()).mode & 0o7777) !== mode) throw new Error("The mode did not stay.");
  });
  return before;
}

function shownAt(uri: string, seen: readonly SeenFile[]): SeenFile {
  const found = seen.find((file) => file.uri === uri);
  if (!found) throw new FileChangedError(`${fileURLToPath(uri)} was not shown.`);
  return found;
}

/** Opens a file or folder that was shown, whatever its path leads to meanwhile, and closes it after the work. */
async function withFile<Result>(
  shown: SeenFile,
  work: (file: FileHandle) => Promise<Result>,
): Promise<Result> {
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const file = await open(shown.path, flags);
  try {
    const found = await file.stat();
    if (found.dev !== shown.device || found.ino !== shown.inode || found.uid !== shown.owner)
      throw new FileChangedError(`${shown.path} is no longer the file that was shown.`);
    if (!found.isFile() && !found.isDirectory()) throw new Error(`${shown.path} is not a regular file.`);
    // A second name may have been given to it by somebody else, in a folder of theirs.
    if (found.isFile() && found.nlink > 1 && found.uid !== process.getuid?.())
      throw new Error(`${shown.path} has ${found.nlink} names (hard links).`);
    return await work(file);
  } finally {
    await file.close();
  }
}

/** Makes all links or none. */
async function linkAll(shown: SeenFile, links: LinkFiles["links"]): Promise<void> {
  const folder = await openFolder(shown.path);
  const made: string[] = [];
  try {
    const { dev, ino } = await stat(folder.at("."));
    if (dev !== shown.device || ino !== shown.inode)
      throw new FileChangedError(`${shown.path} is no longer the folder that was shown.`);
    for (const { name, target } of links) {
      await symlink(target, folder.at(name));
      made.push(name);
    }
  } catch (error) {
    await removeAll(folder, made);
    await folder.close();
    throw folder.named(error);
  }
  await folder.sync().finally(() => folder.close());
}

/** Removes links that still are what was made. */
async function unlinkAll(shown: SeenFile, links: LinkFiles["links"]): Promise<void> {
  for (const { name, target } of links) {
    const path = join(shown.path, name);
    if ((await readlink(path)) !== target) throw new FileChangedError(`${path} is no longer as it was made.`);
    await unlink(path);
  }
}

async function rewrite(
  shown: SeenFile,
  { uri, parts, sources, losesContent }: RewriteFile,
  seen: readonly SeenFile[],
): Promise<Acted> {
  const contents = new Map<string, Buffer>();
  for (const source of sources) contents.set(source.uri, await readUnchanged(source, seen));
  const old = contents.get(uri);
  if (!old) throw new FileChangedError(`${shown.path} is not among the sources.`);
  const content = Buffer.concat(parts.map((part) => partOf(contents.get(part.uri) ?? Buffer.alloc(0), part)));
  // The plan leaves private keys to people; should a file hold one after all, it is not copied about.
  if (content.includes("PRIVATE KEY")) throw new Error("The file holds a private key.");
  const kept = await replaceFile(shown.path, content, { expected: old, keepOld: losesContent, shown });
  if (old.includes("PRIVATE KEY")) return { ...(kept !== undefined && { kept }) };
  return {
    ...(kept !== undefined && { kept }),
    undo: async () => {
      await replaceFile(shown.path, old, { expected: content });
      if (kept !== undefined) await unlink(kept);
    },
  };
}

async function readUnchanged({ uri, size, modified }: FileState, seen: readonly SeenFile[]): Promise<Buffer> {
  const shown = shownAt(uri, seen);
  return withFile(shown, async (file) => {
    const found = await file.stat();
    const content = found.size === size && found.mtimeMs === modified ? await file.readFile() : undefined;
    if (content?.length !== size) throw new FileChangedError(`${shown.path} is no longer as it was.`);
    return content;
  });
}

/** Some lines of a file; the last one is ended if it is not. Lines end at line feeds alone, as for OpenSSL. */
function partOf(content: Buffer, { firstLine, lastLine }: FilePart): Buffer {
  const start = lineStart(content, firstLine);
  const part = content.subarray(start, lastLine === undefined ? undefined : lineStart(content, lastLine + 1));
  return part.length === 0 || part.at(-1) === 0x0a ? part : Buffer.concat([part, Buffer.from("\n")]);
}

function lineStart(content: Buffer, line: number): number {
  let start = 0;
  for (let count = 0; count < line; count++) {
    const end = content.indexOf(0x0a, start);
    if (end < 0) return content.length;
    start = end + 1;
  }
  return start;
}
