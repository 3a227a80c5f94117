import { constants, readlinkSync, type Stats } from "node:fs";
import { type FileHandle, lstat, mkdir, open, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { KnownFolder, Place } from "./place.ts";

/** What was written is in place, but the system does not confirm that it lasts through a power failure. */
export class NotSynchronizedError extends Error {
  override readonly name = "NotSynchronizedError";
}

/**
 * A folder in which files are written. On Linux it stays the folder that was opened, whatever is done to its path meanwhile:
 * another user who may write in it, or above it, cannot lead the writer elsewhere. Other systems have no such paths.
 */
export class Folder {
  /** The real path. */
  readonly path: string;
  readonly #handle: FileHandle | undefined;
  /** What replaces the path. */
  readonly #anchor: string;

  constructor(path: string, handle: FileHandle | undefined, anchor: string) {
    this.path = path;
    this.#handle = handle;
    this.#anchor = anchor;
  }

  /** Where to find something of the folder. */
  at(name: string): string {
    return join(this.#anchor, name);
  }

  /**
   * Makes new names last through a power failure, where the system lets a folder be synchronized (Windows does not).
   * @throws NotSynchronizedError
   */
  async sync(): Promise<void> {
    try {
      await this.#handle?.sync();
    } catch (error) {
      if (unsynchronized.includes(codeOf(error))) return;
      throw new NotSynchronizedError(`${this.path} could not be synchronized (${(error as Error).message})`);
    }
  }

  /** Gives the folder itself to somebody, if it is this user's. */
  async give(user: number, group: number): Promise<void> {
    if (!this.#handle || (await this.#handle.stat()).uid !== process.getuid?.())
      throw new Error(`${this.path} is no longer the folder that was made.`);
    await this.#handle.chown(user, group);
  }

  /** What the folder is known by. */
  stat(): Promise<Stats> {
    return this.#handle ? this.#handle.stat() : lstat(this.path);
  }

  /** Puts the folder's path back into an error of the system. */
  named(error: unknown): unknown {
    if (this.#anchor === this.path || !(error instanceof Error)) return error;
    const renamed = error as Error & { path?: string; dest?: string };
    for (const field of ["message", "path", "dest"] as const) {
      const text = renamed[field];
      if (text !== undefined) renamed[field] = text.replaceAll(`${this.#anchor}/`, join(this.path, "/"));
    }
    return renamed;
  }

  async close(): Promise<void> {
    await this.#handle?.close();
  }
}

const unsynchronized = ["EPERM", "EISDIR", "EACCES", "EINVAL", "ENOTSUP"];

/** Opens a folder by its real path. @throws the system's error, or an `Error` when the path was led elsewhere meanwhile */
export async function openFolder(path: string): Promise<Folder> {
  return openReal(await realpath(path));
}

async function openReal(path: string, at = path): Promise<Folder> {
  if (process.platform === "win32") return new Folder(path, undefined, path);
  let handle: FileHandle;
  try {
    handle = await open(at, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  } catch (error) {
    // A folder that may be entered and not listed cannot be opened; it is then found by its path.
    if (codeOf(error) !== "EACCES" || !(await lstat(at)).isDirectory()) throw error;
    return new Folder(path, undefined, path);
  }
  const anchor = `/proc/self/fd/${handle.fd}`;
  const found = readLink(anchor);
  if (found === undefined) return new Folder(path, handle, path);
  if (found === path) return new Folder(path, handle, anchor);
  await handle.close();
  throw new Error(`${path} was led elsewhere meanwhile.`);
}

/**
 * Opens a folder, and makes it and those above it, mode 0700, as far as they are missing; what it makes is given to `owner`.
 * @throws as `openFolder`
 */
export async function openOrMakeFolder(
  path: string,
  owner?: { readonly user: number; readonly group: number },
): Promise<Folder> {
  try {
    return await openFolder(path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT" || dirname(path) === path) throw error;
  }
  const above = await openOrMakeFolder(dirname(path), owner);
  return (await openOrMakeIn(above, path, owner)).folder;
}

/** The same in a folder that is open, which is closed. */
async function openOrMakeIn(
  above: Folder,
  path: string,
  owner?: { readonly user: number; readonly group: number },
): Promise<{ readonly folder: Folder; readonly made: boolean }> {
  try {
    const at = above.at(basename(path));
    const made = await mkdir(at, 0o700).then(
      () => true,
      (error) => {
        if (codeOf(error) === "EEXIST") return false;
        throw error;
      },
    );
    await above.sync().catch(({ message }: Error) => {
      throw new Error(message); // nothing is in place yet
    });
    const folder = await openReal(join(above.path, basename(path)), at);
    if (made && owner) await folder.give(owner.user, owner.group).catch((error) => closing(folder, error));
    return { folder, made };
  } catch (error) {
    throw above.named(error);
  } finally {
    await above.close();
  }
}

async function closing(folder: Folder, error: unknown): Promise<never> {
  await folder.close();
  throw error;
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/**
 * Opens the folder of a place, and makes it as far as it was missing when it was shown, all below the folder that was there.
 * @throws LedElsewhereError when that is another by now, or somebody else made what was missing
 */
export function openShownFolder(
  { real, folder }: Place,
  owner?: { readonly user: number; readonly group: number },
): Promise<Folder> {
  return openBelow(dirname(real), folder, owner);
}

async function openBelow(
  path: string,
  shown: KnownFolder,
  owner?: { readonly user: number; readonly group: number },
): Promise<Folder> {
  const changed = () => new LedElsewhereError(`${path} is no longer the folder that was shown.`);
  if (path === shown.path) {
    const top = await openFolder(path);
    const { dev, ino } = await top.stat();
    return top.path === path && dev === shown.device && ino === shown.inode ? top : closing(top, changed());
  }
  const above = await openBelow(dirname(path), shown, owner);
  const { folder, made } = await openOrMakeIn(above, path, owner).catch((error) => {
    throw ["ELOOP", "ENOTDIR"].includes(codeOf(error)) ? changed() : error;
  });
  if (made || process.platform === "win32") return folder;
  const { uid } = await folder.stat();
  return uid === process.getuid?.() || uid === owner?.user ? folder : closing(folder, changed());
}

/** A path leads elsewhere than when it was shown; nothing was written. */
export class LedElsewhereError extends Error {
  override readonly name = "LedElsewhereError";
}

/** Whether two looks found the same file, with the same owner. */
export function isSameFile(one: Identity, other: Identity): boolean {
  return one.dev === other.dev && one.ino === other.ino && one.uid === other.uid;
}

/** What a file is known by, whatever its name. */
export type Identity = Pick<Stats, "dev" | "ino" | "uid">;

export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "";
}
