import {
  close,
  constants,
  type Dirent,
  fstat,
  lstat,
  open,
  readdir,
  read as readInto,
  readlink,
  realpath,
  stat,
} from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  type DirectoryEntry,
  type FileStat,
  type Host,
  maxDirectoryEntries,
  type ReadProblem,
} from "../core/host.ts";
import { type FileSystem, NoAnswer } from "./fileSystem.ts";
import { FileSystems } from "./fileSystems.ts";
import { type Files, isAbsence } from "./files.ts";
import { toUri } from "./fileUri.ts";

/** (`node:fs/promises` has these functions too; it would bring a dozen modules along at every start.) */
export const waitingFiles: Files = {
  open: promisify(open),
  fstat: promisify(fstat),
  read: promisify(readInto),
  close: promisify(close),
  stat: promisify(stat),
  lstat: promisify(lstat),
  readlink: promisify<string, string>(readlink),
  realpath: promisify(realpath.native),
  readdir: promisify(readdir),
};

/** Files and the clock of the machine that this process runs on. URIs of other schemes are absent files. */
export const nodeHost = createHost(new FileSystems(waitingFiles));

/** A host that sees files in some way. */
export function createHost(systems: FileSystems): Host {
  return {
    readFile: (uri, maxBytes) => read(systems, uri, maxBytes),
    async readText(uri, maxBytes) {
      const bytes = await read(systems, uri, maxBytes);
      return bytes instanceof Uint8Array ? decodeText(bytes) : bytes && { problem: bytes };
    },
    async stat(uri) {
      const path = toPath(uri);
      return path === undefined ? undefined : statPath(systems, path);
    },
    async namesThere(folder, names) {
      const path = toPath(folder);
      return path === undefined ? [] : systems.namesThere(path, names).catch(() => names);
    },
    realUri: (uri) => realUri(systems, uri),
    readDirectory: (uri) => readDirectory(systems, uri),
    now: () => Date.now(),
  };
}

async function statPath(
  systems: FileSystems,
  path: string,
): Promise<FileStat | "unreadable" | "no-answer" | undefined> {
  try {
    const { system, stats } = await systems.find(path);
    const isLink = stats?.isSymbolicLink() === true;
    const found = isLink ? await system.call((files) => files.stat(path)) : stats;
    if (!found) return undefined;
    const hasModes = process.platform !== "win32";
    return {
      kind: found.isFile() ? "file" : found.isDirectory() ? "directory" : "other",
      size: found.size,
      modified: found.mtimeMs,
      ...(hasModes && { mode: found.mode & 0o7777, owner: found.uid, group: found.gid }),
      ...(isLink && { isLink }),
    };
  } catch (error) {
    return problemOf(error);
  }
}

/** Opens without waiting, so that a FIFO does not block, and reads regular files only. */
async function read(
  systems: FileSystems,
  uri: string,
  maxBytes: number,
): Promise<Uint8Array | ReadProblem | undefined> {
  const path = toPath(uri);
  if (path === undefined) return undefined;
  const before = await statPath(systems, path);
  if (typeof before !== "object") return before;
  if (before.kind === "directory") return "directory";
  if (before.kind === "other") return "not-a-file";
  if (before.size > maxBytes) return "too-large";
  try {
    const { system } = await systems.find(path);
    if (await isOfSystem(system, path)) return "not-a-file";
    const file = await system.call(
      (files) => files.open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)),
      (late) => void system.call((files) => files.close(late)).catch(() => {}),
    );
    try {
      const opened = await system.call((files) => files.fstat(file));
      if (!opened.isFile()) return "not-a-file";
      // One byte more than allowed reveals a file that grew, or one that has no size (/proc).
      const buffer = new Uint8Array(Math.min(Math.max(before.size + 1, 4096), maxBytes + 1));
      let length = 0;
      while (length < buffer.length) {
        const rest = buffer.length - length;
        const step = await system.call((files) => files.read(file, buffer, length, rest, null));
        length += step.bytesRead;
        if (step.bytesRead === 0 || (length === before.size && length > 0)) break;
      }
      return length > maxBytes ? "too-large" : buffer.subarray(0, length);
    } finally {
      await system.call((files) => files.close(file)).catch(() => {});
    }
  } catch (error) {
    return problemOf(error);
  }
}

/** Where processes, devices and the kernel are shown as files: nothing there is configuration, and much of it is secret. */
const systemFolder = /^\/(?:proc|dev|sys)(?:\/|$)/;

/** Whether a path leads there, once symbolic links are followed. What cannot be followed is not opened either. */
async function isOfSystem(system: FileSystem, path: string): Promise<boolean> {
  if (process.platform === "win32") return false;
  try {
    return systemFolder.test(await system.call((files) => files.realpath(path)));
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    return !isAbsence(error);
  }
}

async function realUri(systems: FileSystems, uri: string): Promise<string | undefined> {
  const path = toPath(uri);
  if (path === undefined) return undefined;
  try {
    const { system } = await systems.find(path);
    const real = await system.call((files) => files.realpath(path));
    return real === path ? uri : toUri(real); // spelled as given, where no link was followed
  } catch {
    return undefined;
  }
}

async function readDirectory(
  systems: FileSystems,
  uri: string,
): Promise<readonly DirectoryEntry[] | "no-answer" | undefined> {
  const path = toPath(uri);
  if (path === undefined) return undefined;
  try {
    const { system } = await systems.find(path);
    if (await isOfSystem(system, path)) return undefined;
    const found = await system.call((files) => files.readdir(path, { withFileTypes: true }));
    // The server reads a folder in the order of its names, so that the first ones are those that count.
    if (found.length > maxDirectoryEntries) found.sort(byName);
    const entries: DirectoryEntry[] = [];
    for (const entry of found.slice(0, maxDirectoryEntries + 1))
      entries.push({ name: entry.name, kind: await kindOf(entry, `${path}/${entry.name}`, systems) });
    return entries;
  } catch (error) {
    return error instanceof NoAnswer ? "no-answer" : undefined;
  }
}

async function kindOf(entry: Dirent, path: string, systems: FileSystems): Promise<DirectoryEntry["kind"]> {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "directory";
  if (!entry.isSymbolicLink()) return "other";
  const target = await statPath(systems, path);
  if (target === "no-answer") return "file"; // which it may be: reading it reports that there is no answer
  return typeof target === "object" ? target.kind : "dangling";
}

function byName(a: Dirent, b: Dirent): number {
  return Buffer.compare(Buffer.from(a.name), Buffer.from(b.name));
}

function toPath(uri: string): string | undefined {
  if (!uri.startsWith("file:") || uri.startsWith("file:////")) return undefined; // Windows takes the latter to another machine
  try {
    const path = fileURLToPath(uri);
    return path.includes("\0") ? undefined : path;
  } catch {
    return undefined;
  }
}

function problemOf(error: unknown): "no-answer" | "unreadable" | undefined {
  if (error instanceof NoAnswer) return "no-answer";
  return isAbsence(error) ? undefined : "unreadable";
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** UTF-8 with its byte-order mark kept, or one character a byte: text is never lost, whatever its encoding. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return Buffer.from(bytes).toString("latin1");
  }
}
