import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from "node:fs";
import { isAbsolute, join } from "node:path";
import type { Script } from "node:vm";
import { crc32 } from "node:zlib";

/** Milliseconds after which new code is kept, by when what the first answers need was compiled. */
const keepDelay = 5_000;
/** Milliseconds after which the code of other versions of the program is thrown away. */
const keptFor = 60 * 86_400_000;

/** Windows has no such flag. */
const noFollow = constants.O_NOFOLLOW ?? 0;

const folder = cacheFolder();
const pending = new Map<string, Script>();
let timer: NodeJS.Timeout | undefined;

/**
 * What V8 made of a file when it was last run; `undefined` when that is not known, is damaged, or somebody else could have
 * written it. V8 itself does not check it, and running damaged code ends the process.
 */
export function readCompiled(name: string): Buffer | undefined {
  if (folder === undefined || !isOurFolder(folder)) return undefined;
  const path = join(folder, nameOf(name));
  const kept = readOurs(path);
  if (kept === undefined) return undefined;
  const code = kept.subarray(headerLength);
  if (headerOf(code).equals(kept.subarray(0, headerLength))) return code;
  drop(path);
  return undefined;
}

/** The content of a regular file that this user alone can have written, without following a link. */
function readOurs(path: string): Buffer | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | noFollow | (constants.O_NONBLOCK ?? 0));
    const found = fstatSync(file);
    return found.isFile() && found.nlink === 1 && isOurs(found) ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function drop(path: string): void {
  try {
    rmSync(path);
  } catch {}
}

/** Bytes in front of the code: its length and its checksum. */
const headerLength = 8;

/**
 * The checksum finds what a power failure or a bad disk leaves, and is no defence against people, whom the file's owner and mode
 * keep out. (Loading `node:zlib` and a CRC take 2 ms, a hash of `node:crypto` 5, a loop of our own 10.)
 */
function headerOf(code: Buffer): Buffer {
  const header = Buffer.alloc(headerLength);
  header.writeUInt32LE(code.length, 0);
  header.writeUInt32LE(crc32(code), 4);
  return header;
}

/** Keeps what V8 makes of a file, with the functions that were called until then, for the next start. */
export function keepCompiled(name: string, script: Script): void {
  if (folder === undefined) return;
  if (pending.size === 0) process.once("exit", writePending);
  pending.set(name, script);
  timer ??= setTimeout(writePending, keepDelay).unref();
}

/** A cache is worth no error: where it cannot be written, the next start is a slow one. */
function writePending(): void {
  clearTimeout(timer);
  timer = undefined;
  process.removeListener("exit", writePending);
  if (folder === undefined) return;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOurFolder(folder)) return;
    for (const [name, script] of pending) write(join(folder, nameOf(name)), script.createCachedData());
    for (const entry of readdirSync(folder)) {
      const path = join(folder, entry);
      if (Date.now() - lstatSync(path).mtimeMs > keptFor) rmSync(path);
    }
  } catch {
  } finally {
    pending.clear();
  }
}

/** The content is on the disk before the file has its name, so that a power failure leaves the whole file or none. */
function write(path: string, code: Buffer): void {
  const partial = `${path}.${process.pid}`;
  drop(partial); // of a process that was killed
  const file = openSync(partial, "wx", 0o600);
  try {
    writeFileSync(file, headerOf(code));
    writeFileSync(file, code);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(partial, path);
}

/** V8 accepts only what the same build of it made, and compares only the length of the source: its hash is in the name. */
function nameOf(name: string): string {
  return `${name}.${process.versions.v8}-${process.arch}`;
}

/** Where this user's caches are; `undefined` where the environment does not say. */
function cacheFolder(): string | undefined {
  const { env, platform } = process;
  const canCheck = crc32 !== undefined; // from Node 20.15 on; older ones compile at each start
  if (env.NODE_DISABLE_COMPILE_CACHE !== undefined || !canCheck) return undefined;
  const home = env.HOME ?? "";
  const caches =
    platform === "win32"
      ? env.LOCALAPPDATA
      : platform === "darwin"
        ? join(home, "Library/Caches")
        : env.XDG_CACHE_HOME || join(home, ".cache");
  return caches !== undefined && isAbsolute(caches) ? join(caches, "pgssl") : undefined;
}

/** A folder of this user that is closed to others, and no link to one. */
function isOurFolder(path: string): boolean {
  try {
    const found = lstatSync(path);
    return found.isDirectory() && isOurs(found);
  } catch {
    return false;
  }
}

/** Whether this user alone can have written it. Code is run from there, and `sudo` may keep the home of another user. */
function isOurs({ uid, mode }: Stats): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o077) === 0);
}
