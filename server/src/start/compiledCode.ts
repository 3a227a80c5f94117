import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { isAbsolute, join } from "node:path";
import type { Script } from "node:vm";

/** Milliseconds after which new code is kept, by when what the first answers need was compiled. */
const keepDelay = 5_000;
/** Milliseconds after which the code of other versions of the program is thrown away. */
const keptFor = 60 * 86_400_000;

const folder = cacheFolder();
const pending = new Map<string, Script>();
let timer: NodeJS.Timeout | undefined;

/** What V8 made of a file when it was last run; `undefined` when that is not known, or somebody else could have written it. */
export function readCompiled(name: string): Buffer | undefined {
  if (folder === undefined) return undefined;
  let file: number | undefined;
  try {
    file = openSync(join(folder, nameOf(name)), "r");
    return isOurs(fstatSync(file)) ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
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
    if (!isOurs(statSync(folder))) return;
    for (const [name, script] of pending) {
      const partial = join(folder, `.${process.pid}-${nameOf(name)}`);
      writeFileSync(partial, script.createCachedData(), { flag: "wx", mode: 0o600 });
      renameSync(partial, join(folder, nameOf(name)));
    }
    for (const entry of readdirSync(folder)) {
      const path = join(folder, entry);
      if (Date.now() - statSync(path).mtimeMs > keptFor) rmSync(path);
    }
  } catch {
  } finally {
    pending.clear();
  }
}

/** V8 accepts only what the same build of it made, and compares only the length of the source: its hash is in the name. */
function nameOf(name: string): string {
  return `${name}.${process.versions.v8}-${process.arch}`;
}

/** Where this user's caches are; `undefined` where the environment does not say. */
function cacheFolder(): string | undefined {
  const { env, platform } = process;
  if (env.NODE_DISABLE_COMPILE_CACHE !== undefined) return undefined;
  const home = env.HOME ?? "";
  const caches =
    platform === "win32"
      ? env.LOCALAPPDATA
      : platform === "darwin"
        ? join(home, "Library/Caches")
        : env.XDG_CACHE_HOME || join(home, ".cache");
  return caches !== undefined && isAbsolute(caches) ? join(caches, "pgssl") : undefined;
}

/** Whether this user alone can have written it. Code is run from there, and `sudo` may keep the home of another user. */
function isOurs({ uid, mode }: Stats): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}
