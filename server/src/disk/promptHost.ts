import {
  closeSync,
  fstatSync,
  lstat,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpath,
  realpathSync,
  type Stats,
  stat,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import type { Host } from "../core/host.ts";
import { createHost } from "./nodeHost.ts";

/** Folders that are remembered as responsive. */
const maxFolders = 100;

const answering = new Set<string>();

/**
 * Sees the files of this machine without a wait for each, for programs that do nothing else meanwhile: the wait costs ten
 * times what the file does. The first access to a folder waits, so that one on a network that is down has its time limit.
 */
export const promptHost: Host = createHost({
  open: openSync,
  fstat: fstatSync,
  read: (file, buffer, offset, length) => ({ bytesRead: readSync(file, buffer, offset, length, null) }),
  close: closeSync,
  stat: (path) =>
    answering.has(dirname(path)) ? statSync(path, { throwIfNoEntry: false }) : statFirst(stat, path),
  lstat: (path) =>
    answering.has(dirname(path)) ? lstatSync(path, { throwIfNoEntry: false }) : statFirst(lstat, path),
  realpath: (path) =>
    answering.has(dirname(path)) ? realpathSync.native(path) : promisify(realpath.native)(path),
  readdir: readdirSync,
});

async function statFirst(look: typeof stat, path: string): Promise<Stats> {
  try {
    return await promisify(look)(path);
  } finally {
    hasAnswered(dirname(path));
  }
}

/** Records that a folder has just been read by other code. */
export function hasAnswered(folder: string): void {
  if (answering.size >= maxFolders) answering.clear();
  answering.add(folder);
}
