import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Language, languageOfPath } from "../core/index.ts";
import { CannotRun } from "./cannotRun.ts";

/** Folders beneath one that was asked for are entered this deep. */
const maxDepth = 16;

/** Folders of a data directory, or of anything else, that hold no configuration but many files. */
const passedOver: ReadonlySet<string> = new Set([
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

/** Files of one folder; a cluster's main files usually stand together. */
export interface FileGroup {
  readonly files: readonly { readonly path: string; readonly language: Language }[];
  /** The user named a folder: whatever belongs to the clusters in it is checked, not these files only. */
  readonly isCluster: boolean;
}

/** The configuration files that paths stand for, folder by folder. @throws CannotRun for what does not exist. */
export async function* findFiles(
  paths: readonly string[],
  language: Language | undefined,
): AsyncGenerator<FileGroup> {
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (!found) throw new CannotRun(`${path}: there is no such file or folder`);
    if (found.isDirectory()) {
      yield* findInFolder(path, 0);
      continue;
    }
    if (!found.isFile()) throw new CannotRun(`${path}: not a file`);
    const spoken = language ?? languageOfPath(path);
    if (!spoken) throw new CannotRun(`${path}: the name does not tell what it is; say so with --language`);
    yield { files: [{ path, language: spoken }], isCluster: false };
  }
}

async function* findInFolder(folder: string, depth: number): AsyncGenerator<FileGroup> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    const language = entry.isFile() || entry.isSymbolicLink() ? languageOfPath(path) : undefined;
    return language ? [{ path, language }] : [];
  });
  if (files.length > 0) yield { files, isCluster: true };
  if (depth >= maxDepth) return;
  for (const entry of entries) {
    if (entry.isDirectory() && !passedOver.has(entry.name))
      yield* findInFolder(join(folder, entry.name), depth + 1);
  }
}
