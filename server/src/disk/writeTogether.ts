import { renameSync } from "node:fs";
import { chown, mkdir, realpath, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  checkHolds,
  giveName,
  hiddenName,
  keep,
  linkOrCopy,
  removeAll,
  removeLeftovers,
  syncFolder,
  writeTemporary,
} from "./writeFiles.ts";

/** One of several files that are written together. */
export interface FileToWrite {
  readonly path: string;
  readonly content: Uint8Array | string;
  /** Permission bits, which the file has from its first byte on or stricter. */
  readonly mode: number;
  /** Whom the file is given to before it gets its name; only root can. */
  readonly owner?: { readonly user: number; readonly group: number };
  /** The content that is to be replaced. Absent: there must be no file of that name. */
  readonly expected?: Uint8Array;
  /** The old file stays as `NAME.bak`. */
  readonly keepOld?: boolean;
}

/**
 * Writes several files, all or none as far as a file system can: all are written whole under hidden names first, and only then
 * get their names, one directly after the other in the given order; so put a key before its certificate. An error takes
 * new files away again. A process that is killed leaves whole files alone, and perhaps hidden ones, which the next run in
 * that folder removes. Folders that are missing are made, mode 0700.
 * @throws FileChangedError when a file does not hold what is expected, or the system's error: `EEXIST` for a name that is in use
 */
export async function writeTogether(given: readonly FileToWrite[]): Promise<void> {
  // A symbolic link goes on pointing at what is replaced.
  const files = await Promise.all(
    given.map(async (file) => (file.expected ? { ...file, path: await realpath(file.path) } : file)),
  );
  const folders = [...new Set(files.map(({ path }) => dirname(path)))];
  for (const folder of folders) {
    await makeFolder(folder, files.find(({ path }) => dirname(path) === folder)?.owner);
    await removeLeftovers(folder);
  }
  const temporaries: string[] = [];
  const undo: (() => Promise<void>)[] = [() => removeAll(temporaries)];
  try {
    for (const { path, content, mode, owner } of files) {
      temporaries.push(
        await writeTemporary(path, content, async (file) => {
          if (owner) await file.chown(owner.user, owner.group);
          await file.chmod(mode);
        }),
      );
    }
    const pairs = files.map((file, index) => ({ ...file, temporary: temporaries[index] ?? "" }));
    const replaced = pairs.filter(({ expected }) => expected);
    for (const { path, expected, keepOld } of replaced) {
      await checkHolds(path, expected ?? new Uint8Array());
      if (keepOld) {
        const kept = await keep(path);
        undo.push(() => removeAll([kept]));
      }
      const second = join(dirname(path), hiddenName());
      await linkOrCopy(path, second);
      undo.push(() => rename(second, path));
      temporaries.push(second);
    }
    for (const { path, temporary } of pairs.filter(({ expected }) => !expected)) {
      await giveName(temporary, path);
      undo.push(() => removeAll([path]));
    }
    // Nothing comes between these, so that a certificate and its key change as nearly at once as two files can.
    for (const { path, temporary } of replaced) renameSync(temporary, path);
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
  await removeAll(temporaries);
  for (const folder of folders) await syncFolder(folder);
}

/** Makes a folder and those above it, as far as they are missing, for the owner of what goes into it. */
async function makeFolder(folder: string, owner: FileToWrite["owner"]): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined || !owner) return;
  for (let made = folder; made.length >= first.length; made = dirname(made))
    await chown(made, owner.user, owner.group);
}
