import {
  close,
  constants,
  type Dirent,
  fstat,
  lstat,
  open,
  readdir,
  read as readInto,
  realpath,
  type Stats,
  stat,
} from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { DirectoryEntry, FileStat, Host, ReadProblem } from "../core/host.ts";

/** Milliseconds after which a read is given up: a network file system may never answer. */
const readTimeLimit = 5_000;
/** Entries of a directory that are looked at. */
const maxEntries = 10_000;

/** What a host needs of the file system, answered at once or later. */
export interface Files {
  open(path: string, flags: number): number | Promise<number>;
  fstat(file: number): Stats | Promise<Stats>;
  read(
    file: number,
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: null,
  ): Step | Promise<Step>;
  close(file: number): void | Promise<void>;
  /** `undefined` where there is nothing, unless that is thrown. */
  stat(path: string): Stats | undefined | Promise<Stats>;
  /** The same of a symbolic link itself. */
  lstat(path: string): Stats | undefined | Promise<Stats>;
  realpath(path: string): string | Promise<string>;
  readdir(path: string, options: { readonly withFileTypes: true }): Dirent[] | Promise<Dirent[]>;
}

type Step = { readonly bytesRead: number };

/**
 * Files and the clock of the machine that this process runs on. URIs of other schemes are absent files. (`node:fs/promises` has
 * these functions too; it would bring a dozen modules along at every start.)
 */
export const nodeHost = createHost({
  open: promisify(open),
  fstat: promisify(fstat),
  read: promisify(readInto),
  close: promisify(close),
  stat: promisify(stat),
  lstat: promisify(lstat),
  realpath: promisify(realpath.native),
  readdir: promisify(readdir),
});

/** A host that sees files in some way. */
export function createHost(files: Files): Host {
  return {
    readFile: (uri, maxBytes) => read(files, uri, maxBytes),
    async readText(uri, maxBytes) {
      const bytes = await read(files, uri, maxBytes);
      return bytes instanceof Uint8Array ? decodeText(bytes) : bytes && { problem: bytes };
    },
    async stat(uri) {
      const path = toPath(uri);
      return path === undefined ? undefined : statPath(files, path);
    },
    realUri: (uri) => realUri(files, uri),
    readDirectory: (uri) => readDirectory(files, uri),
    now: () => Date.now(),
  };
}

async function statPath(files: Files, path: string): Promise<FileStat | "unreadable" | undefined> {
  try {
    const looked = files.lstat(path);
    if (!looked) return undefined;
    let found = await withTimeLimit(looked);
    const isLink = found?.isSymbolicLink() === true;
    if (isLink) {
      const followed = files.stat(path);
      if (!followed) return undefined;
      found = await withTimeLimit(followed);
    }
    if (!found) return "unreadable";
    const hasModes = process.platform !== "win32";
    return {
      kind: found.isFile() ? "file" : found.isDirectory() ? "directory" : "other",
      size: found.size,
      modified: found.mtimeMs,
      ...(hasModes && { mode: found.mode & 0o7777, owner: found.uid, group: found.gid }),
      ...(isLink && { isLink }),
    };
  } catch (error) {
    return isAbsence(error) ? undefined : "unreadable";
  }
}

/** Opens without waiting, so that a FIFO does not block, and reads regular files only. */
async function read(
  files: Files,
  uri: string,
  maxBytes: number,
): Promise<Uint8Array | ReadProblem | undefined> {
  const path = toPath(uri);
  if (path === undefined) return undefined;
  const before = await statPath(files, path);
  if (before === undefined) return undefined;
  if (before === "unreadable") return "unreadable";
  if (before.kind === "directory") return "directory";
  if (before.kind === "other") return "not-a-file";
  if (before.size > maxBytes) return "too-large";
  if (await isOfSystem(files, path)) return "not-a-file";
  try {
    const opening = files.open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const file = await withTimeLimit(opening);
    if (file === undefined) {
      void Promise.resolve(opening)
        .then((late) => files.close(late))
        .catch(() => {});
      return "time-out";
    }
    try {
      const opened = await withTimeLimit(files.fstat(file));
      if (!opened) return "time-out";
      if (!opened.isFile()) return "not-a-file";
      // One byte more than allowed reveals a file that grew, or one that has no size (/proc).
      const buffer = new Uint8Array(Math.min(Math.max(before.size + 1, 4096), maxBytes + 1));
      let length = 0;
      while (length < buffer.length) {
        const step = await withTimeLimit(files.read(file, buffer, length, buffer.length - length, null));
        if (!step) return "time-out";
        length += step.bytesRead;
        if (step.bytesRead === 0 || (length === before.size && length > 0)) break;
      }
      return length > maxBytes ? "too-large" : buffer.subarray(0, length);
    } finally {
      await withTimeLimit(files.close(file));
    }
  } catch (error) {
    return isAbsence(error) ? undefined : "unreadable";
  }
}

/** Where processes, devices and the kernel are shown as files: nothing there is configuration, and much of it is secret. */
const systemFolder = /^\/(?:proc|dev|sys)(?:\/|$)/;

/** Whether a path leads there, once symbolic links are followed. What cannot be followed is not opened either. */
async function isOfSystem(files: Files, path: string): Promise<boolean> {
  if (process.platform === "win32") return false;
  try {
    const real = await withTimeLimit(files.realpath(path));
    return real === undefined || systemFolder.test(real);
  } catch (error) {
    return !isAbsence(error);
  }
}

async function realUri(files: Files, uri: string): Promise<string | undefined> {
  const path = toPath(uri);
  if (path === undefined) return undefined;
  try {
    const real = await withTimeLimit(files.realpath(path));
    if (real === undefined) return undefined;
    return real === path ? uri : pathToFileURL(real).href; // spelled as given, where no link was followed
  } catch {
    return undefined;
  }
}

async function readDirectory(files: Files, uri: string): Promise<readonly DirectoryEntry[] | undefined> {
  const path = toPath(uri);
  if (path === undefined) return undefined;
  try {
    if (await isOfSystem(files, path)) return undefined;
    const found = await withTimeLimit(files.readdir(path, { withFileTypes: true }));
    if (!found) return undefined;
    // The server reads a folder in the order of its names, so that the first ones are those that count.
    if (found.length > maxEntries) found.sort(byName);
    const entries = found.slice(0, maxEntries).map(async (entry): Promise<DirectoryEntry> => {
      if (entry.isFile()) return { name: entry.name, kind: "file" };
      if (entry.isDirectory()) return { name: entry.name, kind: "directory" };
      if (!entry.isSymbolicLink()) return { name: entry.name, kind: "other" };
      const target = await statPath(files, `${path}/${entry.name}`);
      return { name: entry.name, kind: typeof target === "object" ? target.kind : "dangling" };
    });
    return await Promise.all(entries);
  } catch {
    return undefined;
  }
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

/** The file does not exist for any user. */
function isAbsence(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return ["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG"].includes(code);
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

async function withTimeLimit<Value>(work: Value | Promise<Value>): Promise<Value | undefined> {
  if (!(work instanceof Promise)) return work;
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, readTimeLimit, undefined);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
