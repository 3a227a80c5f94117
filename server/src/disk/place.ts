import { realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Where a file is or will be, as it was shown to the user: whether a path leads elsewhere by now is found out with it. */
export interface Place {
  /** The path once all links are followed. */
  readonly real: string;
  /** The nearest folder above that is there. */
  readonly folder: KnownFolder;
}

/** A folder by what no other folder has. */
export interface KnownFolder {
  /** Without links. */
  readonly path: string;
  readonly device: number;
  readonly inode: number;
  readonly user: number;
  readonly group: number;
}

/** @throws the system's error, unless it is that there is no such file or folder yet */
export async function findPlace(path: string): Promise<Place> {
  const found = await realpath(path).catch(orAbsent);
  const { real, folder } = found
    ? { real: found, folder: dirname(found) }
    : await missingAt(dirname(path), basename(path));
  const { dev, ino, uid, gid } = await stat(folder);
  return { real, folder: { path: folder, device: dev, inode: ino, user: uid, group: gid } };
}

async function missingAt(above: string, rest: string): Promise<{ real: string; folder: string }> {
  const folder = await realpath(above).catch(orAbsent);
  if (folder) return { real: join(folder, rest), folder };
  return missingAt(dirname(above), join(basename(above), rest));
}

function orAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}
