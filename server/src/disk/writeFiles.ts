import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import {
  copyFile,
  type FileHandle,
  link,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  stat,
  unlink,
} from "node:fs/promises";
import { dirname, join } from "node:path";

/** How a file is replaced. */
export interface Replacement {
  /** What the file holds as far as the caller knows. */
  readonly expected: Uint8Array;
  /** Whether the old file stays beside the new one, as `NAME.bak`, `NAME.bak.1` and so on. */
  readonly keepOld?: boolean;
}

/** Somebody else changed the file; nothing was written. */
export class FileChangedError extends Error {}

/**
 * Puts new content in the place of a regular file, which keeps its mode, owner and group; a symbolic link keeps pointing at it.
 * Whatever happens, the path leads to the whole old file or to the whole new one. Returns the path of the old file where it
 * was kept.
 * @throws FileChangedError when the file does not hold what is expected, or the system's error when it cannot be replaced.
 */
export async function replaceFile(
  path: string,
  content: Uint8Array | string,
  { expected, keepOld = false }: Replacement,
): Promise<string | undefined> {
  const target = await realpath(path);
  const { mode, uid, gid } = await stat(target);
  await checkHolds(target, expected);
  const temporary = await writeTemporary(target, content, async (file) => {
    const made = await file.stat();
    if (made.uid !== uid || made.gid !== gid) await file.chown(uid, gid);
    await file.chmod(mode & 0o7777);
  });
  let kept: string | undefined;
  try {
    if (keepOld) kept = await keep(target);
    await checkHolds(target, expected);
    await rename(temporary, target);
  } catch (error) {
    await removeAll([temporary, kept]);
    throw error;
  }
  await syncFolder(dirname(target));
  return kept;
}

/**
 * Makes a file that appears at once, whole and with its mode; while it is written nobody but its owner can read it.
 * @throws the system's error, `EEXIST` where there is something of that name.
 */
export async function createFile(path: string, content: Uint8Array | string, mode: number): Promise<void> {
  const temporary = await writeTemporary(path, content, (file) => file.chmod(mode));
  try {
    await giveName(temporary, path);
  } catch (error) {
    await removeAll([temporary]);
    throw error;
  }
  await syncFolder(dirname(path));
}

/**
 * Writes what `rename` or `link` names later; no `*.conf`, and hidden, so that no server reads it as its own. The
 * name has the process id, so that what a dead process left behind can be recognized.
 */
export async function writeTemporary(
  target: string,
  content: Uint8Array | string,
  finish: (file: FileHandle) => Promise<void>,
): Promise<string> {
  const path = join(dirname(target), hiddenName());
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(content);
    await finish(file);
    await file.sync();
  } catch (error) {
    await removeAll([path]);
    throw error;
  } finally {
    await file.close();
  }
  return path;
}

/** Gives a file a name that nothing has. */
export async function giveName(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw error;
    // A file system without hard links: an empty file holds the place for a moment.
    await (await open(path, "wx", 0o600)).close();
    await rename(temporary, path);
    return;
  }
  await unlink(temporary);
}

/** Keeps a file beside itself, under the first of `NAME.bak`, `NAME.bak.1` and so on that is free. */
export async function keep(path: string): Promise<string> {
  for (let number = 0; ; number++) {
    const kept = number === 0 ? `${path}.bak` : `${path}.bak.${number}`;
    try {
      await linkOrCopy(path, kept);
      return kept;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
}

/**
 * Gives a file a second name: the same file, so that nothing of it changes; or else a copy.
 * @throws the system's error, `EEXIST` where there is something of that name.
 */
export async function linkOrCopy(path: string, second: string): Promise<void> {
  await link(path, second).catch((error) => {
    if (codeOf(error) === "EEXIST") throw error;
    return copyFile(path, second, constants.COPYFILE_EXCL);
  });
}

export async function checkHolds(path: string, expected: Uint8Array): Promise<void> {
  const found = await stat(path);
  const isSame =
    found.isFile() && found.size === expected.length && Buffer.from(expected).equals(await readFile(path));
  if (!isSame) throw new FileChangedError(`${path} is no longer as it was.`);
}

/** Makes a new name last through a power failure, where the system lets a folder be synchronized (Windows does not). */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, "r");
    await folder.sync().finally(() => folder.close());
  } catch (error) {
    if (!["EPERM", "EISDIR", "EACCES", "EINVAL"].includes(codeOf(error))) throw error;
  }
}

export async function removeAll(paths: readonly (string | undefined)[]): Promise<void> {
  for (const path of paths) if (path !== undefined) await unlink(path).catch(() => undefined);
}

/** A name for a while, which no other file has. */
export const hiddenName = (): string => `.pgssl-${process.pid}-${randomBytes(8).toString("hex")}`;

/** Removes hidden files of processes that were killed while they wrote. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  const left = names.filter((name) => {
    const writer = /^\.pgssl-(\d+)-[0-9a-f]{16}$/.exec(name)?.[1];
    return writer !== undefined && !isAlive(Number(writer));
  });
  await removeAll(left.map((name) => join(folder, name)));
}

function isAlive(writer: number): boolean {
  try {
    process.kill(writer, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "";
}
