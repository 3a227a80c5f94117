import { type Dirent, readdirSync } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Language, languageOfPath, languageOfText } from "../core/index.ts";
import { decodeText } from "../disk/nodeHost.ts";
import { hasAnswered } from "../disk/promptHost.ts";
import { CannotRun } from "./cannotRun.ts";

/** Levels of folders below a given one that are searched. */
const maxDepth = 16;

/** Folders of a data directory, or of anything else, that hold no configuration but many files. */
const skippedFolders: ReadonlySet<string> = new Set([
  "base",
  "global",
  "pg_wal",
  "pg_xact",
  "pg_multixact",
  "pg_subtrans",
  "pg_commit_ts",
  "pg_tblspc",
  "node_modules",
  ".git",
]);

/** Files of one folder; a cluster's main files are usually in one folder. */
export interface FileGroup {
  readonly files: readonly { readonly path: string; readonly language: Language }[];
  /** The user named a folder: whatever belongs to the clusters in it is checked, not these files only. */
  readonly isCluster: boolean;
}

/**
 * The configuration files at these paths, folder by folder; calls `skip` with folders further down that may not
 * be read, and `cannot` with paths that do not exist or may not be read.
 */
export async function* findFiles(
  paths: readonly string[],
  language: Language | undefined,
  skip: (folder: string) => void,
  cannot: (error: CannotRun) => void,
): AsyncGenerator<FileGroup> {
  for (const path of paths) {
    try {
      yield* findAt(path, language, skip);
    } catch (error) {
      if (!(error instanceof CannotRun)) throw error;
      cannot(error);
    }
  }
}

/** @throws CannotRun for a path that does not exist or may not be read. */
async function* findAt(
  path: string,
  language: Language | undefined,
  skip: (folder: string) => void,
): AsyncGenerator<FileGroup> {
  const found = await stat(path).catch(cannotLook(path));
  if (found.isDirectory()) {
    await readdir(path).catch(cannotLook(path));
    yield* findInFolder(path, 0, skip);
    return;
  }
  if (!found.isFile()) throw new CannotRun(`${path}: not a file`);
  const known = language ?? languageOfPath(resolve(path)) ?? languageOfText(await headOf(path));
  if (!known) throw new CannotRun(`${path}: the name does not say what kind of file it is; use --language`);
  yield { files: [{ path, language: known }], isCluster: false };
}

/** The start of a file, by which it may say what it is. */
async function headOf(path: string): Promise<string> {
  const file = await open(path).catch(cannotLook(path));
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1000));
    return decodeText(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

function cannotLook(path: string): (error: NodeJS.ErrnoException) => never {
  return ({ code }) => {
    const isClosed = code === "EACCES" || code === "EPERM";
    throw new CannotRun(`${path}: ${isClosed ? "no permission to read" : "there is no such file or folder"}`);
  };
}

/** Without a wait, which would take longer than the file system does; `undefined` without permission. */
function listFolder(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

async function* findInFolder(
  folder: string,
  depth: number,
  skip: (folder: string) => void,
): AsyncGenerator<FileGroup> {
  const entries = listFolder(folder);
  if (!entries) return skip(folder);
  hasAnswered(resolve(folder));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    const language = entry.isFile() || entry.isSymbolicLink() ? languageOfPath(resolve(path)) : undefined;
    return language ? [{ path, language }] : [];
  });
  if (files.length > 0) yield { files, isCluster: true };
  if (depth >= maxDepth) return;
  for (const entry of entries) {
    if (entry.isDirectory() && !skippedFolders.has(entry.name))
      yield* findInFolder(join(folder, entry.name), depth + 1, skip);
  }
}
