import { randomBytes } from "node:crypto";
import { constants, type Stats } from "node:fs";
import {
  copyFile,
  type FileHandle,
  link,
  lstat,
  open,
  readdir,
  realpath,
  rename,
  unlink,
} from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { SeenFile } from "../core/model/fileAction.ts";
import { codeOf, type Folder, isSameFile, openFolder } from "./folder.ts";
import { keepAttributes } from "./keepAttributes.ts";

/** How a file is replaced. */
export interface Replacement {
  /** What the file holds as far as the caller knows. */
  readonly expected: Uint8Array;
  /** Whether the old file stays beside the new one, as `NAME.bak`, `NAME.bak.1` and so on. */
  readonly keepOld?: boolean;
  /** The real path that the path has to lead to still. */
  readonly target?: string;
  /** The file that the path has to lead to. */
  readonly shown?: Pick<SeenFile, "device" | "inode" | "owner">;
}

/** Somebody else changed the file; nothing was written. */
export class FileChangedError extends Error {}

/** A new file in this one's place would lose something of it; nothing was written. */
export class NotReplaceableError extends Error {}

/**
 * Puts new content in the place of a regular file, which keeps its mode, owner, group, extended attributes and access control
 * list; a symbolic link keeps pointing at it. Whatever happens, the path leads to the whole old file or to the whole new one.
 * Returns the path of the old file where it was kept.
 * @throws FileChangedError when the file does not hold what is expected, NotReplaceableError, or the system's error
 */
export async function replaceFile(
  path: string,
  content: Uint8Array | string,
  { expected, keepOld = false, target: wanted, shown }: Replacement,
): Promise<string | undefined> {
  const target = await realpath(path);
  if (wanted !== undefined && target !== wanted)
    throw new FileChangedError(`${path} leads elsewhere by now.`);
  const name = basename(target);
  const folder = await openFolder(dirname(target));
  const made: string[] = [];
  let old: OldFile | undefined;
  try {
    await removeLeftoversIn(folder);
    old = await openOld(folder, name, expected);
    const { stat } = old;
    if (shown && (stat.dev !== shown.device || stat.ino !== shown.inode || stat.uid !== shown.owner))
      throw new FileChangedError(`${target} is no longer the file that was shown.`);
    const temporary = await writeTemporary(folder, content, async (file) => {
      await old?.passOn(file);
      const { uid, gid } = await file.stat();
      if (uid !== stat.uid || gid !== stat.gid) await file.chown(stat.uid, stat.gid);
      await file.chmod(stat.mode & 0o777);
    });
    made.push(temporary);
    const kept = keepOld ? await keep(folder, name) : undefined;
    if (kept !== undefined) made.push(kept);
    await old.checkUnchanged();
    await rename(folder.at(temporary), folder.at(name));
    made.length = 0;
    await folder.sync();
    return kept && join(folder.path, kept);
  } catch (error) {
    await removeAll(folder, made);
    throw folder.named(error);
  } finally {
    await old?.close();
    await folder.close();
  }
}

/**
 * Makes a file that appears at once, whole and with its mode; while it is written nobody but its owner can read it.
 * @throws the system's error, `EEXIST` where there is something of that name.
 */
export async function createFile(path: string, content: Uint8Array | string, mode: number): Promise<void> {
  const folder = await openFolder(dirname(path));
  let temporary: string | undefined;
  try {
    temporary = await writeTemporary(folder, content, (file) => file.chmod(mode));
    await giveName(folder, temporary, basename(path));
    await removeAll(folder, [temporary]);
    await folder.sync();
  } catch (error) {
    await removeAll(folder, [temporary]);
    throw folder.named(error);
  } finally {
    await folder.close();
  }
}

/** A file that is to be replaced, held open. */
export interface OldFile {
  readonly stat: Stats;
  /** Gives a file in its place the attributes that only files of this kind have. */
  passOn(replacement: FileHandle): Promise<void>;
  /** @throws FileChangedError when the name leads to another file by now, or the content is another */
  checkUnchanged(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a file without following a link. @throws FileChangedError when it does not hold what is expected, NotReplaceableError */
export async function openOld(folder: Folder, name: string, expected: Uint8Array): Promise<OldFile> {
  const path = join(folder.path, name);
  const changed = () => new FileChangedError(`${path} is no longer as it was.`);
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const file = await open(folder.at(name), flags).catch((error) => {
    throw codeOf(error) === "ELOOP" ? changed() : error;
  });
  const holds = async () => {
    const found = await file.stat();
    if (!found.isFile() || found.size !== expected.length) return false;
    const { bytesRead, buffer } = await file.read(Buffer.alloc(found.size + 1), 0, found.size + 1, 0);
    return buffer.subarray(0, bytesRead).equals(expected);
  };
  const old: OldFile = {
    stat: await file.stat(),
    async passOn(replacement) {
      await keepAttributes(file, replacement).catch((error: Error) => {
        throw new NotReplaceableError(`${path} was not changed: ${error.message}.`);
      });
    },
    async checkUnchanged() {
      if (!isSameFile(await lstat(folder.at(name)), old.stat) || !(await holds())) throw changed();
    },
    close: () => file.close(),
  };
  try {
    if (!(await holds())) throw changed();
    if (old.stat.nlink > 1 && process.platform !== "win32") {
      const names = old.stat.nlink - (await countKept(folder, name, old.stat));
      if (names > 1)
        throw new NotReplaceableError(
          `${path} was not changed: it has ${names} names (hard links), and the others would keep the old content.`,
        );
    }
  } catch (error) {
    await file.close();
    throw error;
  }
  return old;
}

/** Names that `keep` gave to this very file, before the process was killed. */
async function countKept(folder: Folder, name: string, stat: Stats): Promise<number> {
  for (let count = 0; ; count++) {
    const found = await lstat(folder.at(keptName(name, count))).catch(() => undefined);
    if (!found || !isSameFile(found, stat)) return count;
  }
}

/**
 * Writes what `rename` or `link` names later, and returns its name: no `*.conf`, and hidden, so that no server reads it as its
 * own. The name has the process id, so that what a dead process left behind can be recognized.
 */
export async function writeTemporary(
  folder: Folder,
  content: Uint8Array | string,
  finish: (file: FileHandle) => Promise<void>,
): Promise<string> {
  const name = hiddenName();
  const file = await open(folder.at(name), "wx", 0o600);
  try {
    await file.writeFile(content);
    await finish(file);
    await file.sync();
  } catch (error) {
    await removeAll(folder, [name]);
    throw error;
  } finally {
    await file.close();
  }
  return name;
}

/** Gives a file a name that nothing has; after an error it has none. That its hidden name goes is up to the caller. */
export async function giveName(folder: Folder, temporary: string, name: string): Promise<void> {
  try {
    await link(folder.at(temporary), folder.at(name));
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw error;
    // A file system without hard links: an empty file holds the place for a moment.
    await (await open(folder.at(name), "wx", 0o600)).close();
    try {
      await rename(folder.at(temporary), folder.at(name));
    } catch (renaming) {
      await removeAll(folder, [name]);
      throw renaming;
    }
  }
}

/** Keeps a file beside itself, under the first of `NAME.bak`, `NAME.bak.1` and so on that is free, which is returned. */
export async function keep(folder: Folder, name: string, source = name): Promise<string> {
  for (let number = 0; ; number++) {
    const kept = keptName(name, number);
    try {
      await linkOrCopy(folder, source, kept);
      return kept;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
}

const keptName = (name: string, number: number) => (number === 0 ? `${name}.bak` : `${name}.bak.${number}`);

/**
 * Gives a file a second name: the same file, so that nothing of it changes; or else a copy.
 * @throws the system's error, `EEXIST` where there is something of that name.
 */
export async function linkOrCopy(folder: Folder, name: string, second: string): Promise<void> {
  await link(folder.at(name), folder.at(second)).catch((error) => {
    if (codeOf(error) === "EEXIST") throw error;
    return copyFile(folder.at(name), folder.at(second), constants.COPYFILE_EXCL);
  });
}

export async function removeAll(folder: Folder, names: readonly (string | undefined)[]): Promise<void> {
  for (const name of names) if (name !== undefined) await unlink(folder.at(name)).catch(() => undefined);
}

/** A name for a while, which no other file has. */
export const hiddenName = (): string => `.pgssl-${process.pid}-${randomBytes(8).toString("hex")}`;

/** Removes hidden files of processes that were killed while they wrote, from a folder that may be missing. */
export async function removeLeftovers(path: string): Promise<void> {
  const folder = await openFolder(path).catch(() => undefined);
  if (!folder) return;
  await removeLeftoversIn(folder).finally(() => folder.close());
}

export async function removeLeftoversIn(folder: Folder): Promise<void> {
  const names = await readdir(folder.at(".")).catch((): string[] => []);
  const left = names.filter((name) => {
    const writer = /^\.pgssl-(\d+)-[0-9a-f]{16}$/.exec(name)?.[1];
    return writer !== undefined && !isAlive(Number(writer));
  });
  await removeAll(folder, left);
}

function isAlive(writer: number): boolean {
  try {
    process.kill(writer, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
}
