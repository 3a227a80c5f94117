import { renameSync } from "node:fs";
import { realpath, rename } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { type Folder, LedElsewhereError, openOrMakeFolder, openShownFolder } from "./folder.ts";
import type { Place } from "./place.ts";
import { systemErrorInWords } from "./systemError.ts";
import {
  giveName,
  hiddenName,
  keep,
  linkOrCopy,
  type OldFile,
  openOld,
  removeAll,
  removeLeftoversIn,
  writeTemporary,
} from "./writeFiles.ts";

/** One of several files that are written together. */
export interface FileToWrite {
  readonly path: string;
  readonly content: Uint8Array | string;
  /** Permission bits, which the file has from its first byte on or stricter. Absent: mode and owner of what is replaced. */
  readonly mode?: number;
  /** Whom the file is given to before it gets its name; only root can. */
  readonly owner?: { readonly user: number; readonly group: number };
  /** The content that is to be replaced. Absent: there must be no file of that name. */
  readonly expected?: Uint8Array;
  /** Where the path led when it was shown to the user: it is written there or nowhere. */
  readonly place?: Place;
  /** The old file stays as `NAME.bak`. */
  readonly keepOld?: boolean;
}

/**
 * Writes several files, all or none as far as a file system can: all are written whole under hidden names first, and only then
 * get their names, one directly after the other in the given order; so put a key before its certificate. An error takes
 * new files away again. A process that is killed leaves whole files alone, and perhaps hidden ones, which the next run in
 * that folder removes. Folders that are missing are made, mode 0700.
 * @throws FileChangedError when a file does not hold what is expected, NotReplaceableError, or the system's error: `EEXIST`
 * for a name that is in use, LedElsewhereError; then nothing was written. NotSynchronizedError: everything was.
 */
export async function writeTogether(given: readonly FileToWrite[]): Promise<void> {
  const folders = new Map<string, Folder>();
  try {
    const files: FileInFolder[] = [];
    for (const file of given) {
      // A symbolic link goes on pointing at what is replaced.
      const found = file.expected ? await realpath(file.path) : file.path;
      if (file.place && file.expected && found !== file.place.real)
        throw new LedElsewhereError(`${file.path} leads elsewhere than was shown.`);
      const path = file.place?.real ?? found;
      const folder =
        folders.get(dirname(path)) ??
        (file.place
          ? await openShownFolder(file.place, file.owner)
          : await openOrMakeFolder(dirname(path), file.owner));
      folders.set(dirname(path), folder);
      files.push({ ...file, folder, name: basename(path) });
    }
    for (const folder of folders.values()) await removeLeftoversIn(folder);
    await writeInFolders(files);
    for (const folder of folders.values()) {
      await folder.sync();
    }
  } catch (error) {
    let named = error;
    for (const folder of folders.values()) named = folder.named(named);
    throw named;
  } finally {
    for (const folder of folders.values()) await folder.close();
  }
}

interface FileInFolder extends FileToWrite {
  readonly folder: Folder;
  readonly name: string;
}

interface PreparedFile extends FileInFolder {
  readonly temporary: string;
  readonly old?: OldFile;
}

async function writeInFolders(files: readonly FileInFolder[]): Promise<void> {
  const prepared: PreparedFile[] = [];
  const seconds: { readonly folder: Folder; readonly name: string }[] = [];
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const file of files) prepared.push(await prepare(file));
    const replaced = prepared.filter(({ old }) => old);
    for (const { folder, name, old, keepOld } of replaced) {
      if (keepOld) {
        const kept = await keep(folder, name);
        undo.push(() => removeAll(folder, [kept]));
      }
      const second = hiddenName();
      await linkOrCopy(folder, name, second);
      seconds.push({ folder, name: second });
      undo.push(async () => {
        try {
          await rename(folder.at(second), folder.at(name));
        } catch (error) {
          const kept = await keep(folder, name, second);
          throw new Error(`${(error as Error).message}; the old content is in ${kept}`);
        }
      });
      await old?.checkUnchanged();
    }
    for (const { folder, name, temporary } of prepared.filter(({ old }) => !old)) {
      await giveName(folder, temporary, name);
      undo.push(() => removeAll(folder, [name]));
    }
    // Nothing comes between these, so that a certificate and its key change as nearly at once as two files can.
    for (const { folder, name, temporary } of replaced) renameSync(folder.at(temporary), folder.at(name));
  } catch (error) {
    throw await undoAll(undo, error);
  } finally {
    for (const { folder, temporary } of prepared) await removeAll(folder, [temporary]);
    for (const { folder, name } of seconds) await removeAll(folder, [name]);
    for (const { old } of prepared) await old?.close();
  }
}

/** Writes a file under a hidden name. */
async function prepare(file: FileInFolder): Promise<PreparedFile> {
  const { folder, name, content, mode, owner, expected } = file;
  const old = expected && (await openOld(folder, name, expected));
  try {
    const temporary = await writeTemporary(folder, content, async (handle) => {
      await old?.passOn(handle);
      const given = owner ?? (mode === undefined && old && { user: old.stat.uid, group: old.stat.gid });
      const { uid, gid } = await handle.stat();
      if (given && (given.user !== uid || given.group !== gid)) await handle.chown(given.user, given.group);
      await handle.chmod(mode ?? (old ? old.stat.mode & 0o7777 : 0o600));
    });
    return { ...file, temporary, ...(old && { old }) };
  } catch (error) {
    await old?.close();
    throw error;
  }
}

/** Takes every step back, also after one that fails, and returns the error to throw. */
async function undoAll(steps: readonly (() => Promise<void>)[], cause: unknown): Promise<unknown> {
  const failed: string[] = [];
  for (const step of [...steps].reverse())
    await step().catch((error: Error) => void failed.push(systemErrorInWords(error)));
  if (failed.length === 0) return cause;
  return new PartlyWrittenError(
    `Writing failed (${systemErrorInWords(cause as Error)}), and not everything could be undone: ${failed.join("; ")}`,
  );
}

/** Some of the files are written, and that could not be undone. */
export class PartlyWrittenError extends Error {}
