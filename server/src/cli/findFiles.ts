import { constants, type Dirent } from "node:fs";
import { basename, join, resolve } from "node:path";
import {
  clientLanguageOfPath,
  hostLanguageOfPath,
  isBackupPath,
  type Language,
  languageOfPath,
  languageOfText,
} from "../core/index.ts";
import { type FileSystem, NoAnswer } from "../disk/fileSystem.ts";
import { isAbsence } from "../disk/files.ts";
import { toUri } from "../disk/fileUri.ts";
import { decodeText } from "../disk/nodeHost.ts";
import { promptSystems } from "../disk/promptHost.ts";
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
  /** Documents that may hold configuration as parts: manifests, values. */
  readonly hosts: readonly string[];
  /** The user named a folder: whatever belongs to the clusters in it is checked, not these files only. */
  readonly isCluster: boolean;
}

/**
 * The configuration files at these paths, folder by folder; calls `skip` with folders further down that cannot
 * be read, and `cannot` with paths that do not exist or may not be read.
 */
export async function* findFiles(
  paths: readonly string[],
  language: Language | undefined,
  skip: (folder: string, why: string) => void,
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

/** Clusters beyond which it is not known of any that it is the primary of a standby. */
const maxClusters = 32;

/** The URIs of the first postgresql.conf files at these paths, for standbys that are compared with them. */
export async function findMainFiles(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  const ignore = () => {};
  for await (const { files } of findFiles(paths, undefined, ignore, ignore)) {
    for (const { path } of files) if (basename(path) === "postgresql.conf") found.push(toUri(path));
    if (found.length > maxClusters) break;
  }
  return found;
}

/** @throws CannotRun for a path that does not exist or may not be read. */
async function* findAt(
  path: string,
  language: Language | undefined,
  skip: (folder: string, why: string) => void,
): AsyncGenerator<FileGroup> {
  const { system } = await promptSystems.find(resolve(path)).catch(cannotLook(path));
  const found = await system.call((files) => files.stat(path)).catch(cannotLook(path));
  if (!found) return cannotLook(path)();
  if (found.isDirectory()) {
    await listFolder(path).catch(cannotLook(path));
    yield* findInFolder(path, 0, skip);
    return;
  }
  if (!found.isFile()) throw new CannotRun(`${path}: not a file`);
  const known = language ?? languageOfPath(resolve(path)) ?? languageOfText(await headOf(path, system));
  if (!known && isOther(path)) {
    yield { files: [], hosts: [path], isCluster: false };
    return;
  }
  if (!known) throw new CannotRun(`${path}: the name does not say what kind of file it is; use --language`);
  yield { files: [{ path, language: known }], hosts: [], isCluster: false };
}

/** The start of a file, by which it may say what it is. */
async function headOf(path: string, system: FileSystem): Promise<string> {
  const file = await system.call((files) => files.open(path, constants.O_RDONLY)).catch(cannotLook(path));
  try {
    const buffer = Buffer.alloc(1000);
    const step = system.call((files) => files.read(file, buffer, 0, buffer.length, null));
    const { bytesRead } = await step.catch(cannotLook(path));
    return decodeText(buffer.subarray(0, bytesRead));
  } finally {
    await system.call((files) => files.close(file)).catch(() => {});
  }
}

function cannotLook(path: string): (error?: NodeJS.ErrnoException) => never {
  return (error) => {
    throw new CannotRun(`${path}: ${whyNot(error)}`);
  };
}

function whyNot(error: NodeJS.ErrnoException | undefined): string {
  if (error instanceof NoAnswer) return "no answer from the file system";
  const isClosed = error?.code === "EACCES" || error?.code === "EPERM";
  return isClosed ? "no permission to read" : "there is no such file or folder";
}

async function listFolder(folder: string): Promise<Dirent[]> {
  const { system } = await promptSystems.find(resolve(folder));
  return system.call((files) => files.readdir(folder, { withFileTypes: true }));
}

async function* findInFolder(
  folder: string,
  depth: number,
  skip: (folder: string, why: string) => void,
): AsyncGenerator<FileGroup> {
  let entries: Dirent[];
  try {
    entries = await listFolder(folder);
  } catch (error) {
    // Bytes that are no UTF-8 were replaced when the name was read, so that it leads nowhere.
    const isOdd = folder.includes("\ufffd") && isAbsence(error);
    return skip(folder, isOdd ? "the name is not UTF-8" : whyNot(error as NodeJS.ErrnoException));
  }
  entries = entries
    .filter((entry) => entry.isDirectory() || !isBackupPath(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    const language = entry.isFile() || entry.isSymbolicLink() ? languageOfPath(resolve(path)) : undefined;
    return language ? [{ path, language }] : [];
  });
  const hosts = entries.flatMap((entry) =>
    entry.isFile() && isOther(entry.name) ? [join(folder, entry.name)] : [],
  );
  if (files.length + hosts.length > 0) yield { files, hosts, isCluster: true };
  if (depth >= maxDepth) return;
  for (const entry of entries) {
    if (entry.isDirectory() && !skippedFolders.has(entry.name))
      yield* findInFolder(join(folder, entry.name), depth + 1, skip);
  }
}

/** Whether a file is none of a cluster's, and yet may have something to check: a manifest, or a client's file. */
function isOther(path: string): boolean {
  return hostLanguageOfPath(path) !== undefined || clientLanguageOfPath(path) !== undefined;
}
