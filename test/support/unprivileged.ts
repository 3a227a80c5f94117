import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { chmod, chown, cp, lstat, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writable } from "node:stream";

/** The user under which servers run. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so tests that run as root start it as another user of this machine: `nobody`, or
 * else the first that is not root. `undefined`: not root, so servers run as whoever runs the tests.
 * @throws Error when root is alone on this machine.
 */
export const account: Account | undefined = process.getuid?.() === 0 ? findAccount() : undefined;

function findAccount(): Account {
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.uid > 0 && user.gid > 0);
  const found = users.find((user) => user.name === "nobody") ?? users[0];
  if (!found) throw new Error("PostgreSQL does not run as root, and this machine has no other user");
  return { uid: found.uid, gid: found.gid };
}

/** A folder for temporary files that the servers' user can reach and the tests can write. */
export const reachableFolder: string =
  [tmpdir(), "/tmp", "/var/tmp"].find(isReachable) ?? fail("the servers' user reaches no temporary folder");

function isReachable(folder: string): boolean {
  if (!account) return true;
  try {
    const probe = mkdtempSync(join(folder, "pgssl-probe-"));
    try {
      chownSync(probe, account.uid, account.gid);
      return spawnSync("/bin/sh", ["-c", 'cd "$0" && : > x', probe], { ...account }).status === 0;
    } finally {
      rmSync(probe, { recursive: true, force: true });
    }
  } catch {
    return false;
  }
}

/**
 * Removes the temporary folders when this process has ended, however it ended: a shell that reads their names from a
 * pipe learns of it by the pipe's end. It waits a little for a server that is just shutting down in one of them.
 */
const sweep = `set -f; list=$(cat); IFS="
"; rm -rf $list || { sleep 1; rm -rf $list; }`;
let sweeper: Writable | undefined;

function startSweeper(): Writable {
  const child = spawn("/bin/sh", ["-c", sweep], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  child.unref();
  (child.stdin as Socket).unref();
  return child.stdin;
}

/** Makes a temporary folder that belongs to the servers' user; it vanishes when this process has ended. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(reachableFolder, "pgssl-"));
  sweeper ??= startSweeper();
  sweeper.write(`${folder}\n`);
  if (account) await chown(folder, account.uid, account.gid);
  return folder;
}

/** Removes a temporary folder before its time. */
export async function removeTemporaryFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Gives a file or a folder, with all that is in it, to the servers' user. */
export async function giveAway(path: string): Promise<void> {
  if (!account) return;
  await chown(path, account.uid, account.gid);
  if (!(await lstat(path)).isDirectory()) return;
  await Promise.all((await readdir(path)).map((name) => giveAway(join(path, name))));
}

/** Copies a folder. The system's own `cp`, where there is one, is several times as fast as Node's. */
export async function copyFolder(from: string, to: string): Promise<void> {
  if (process.platform === "win32") return cp(from, to, { recursive: true, verbatimSymlinks: true });
  execFileSync("cp", ["-Rp", from, to]);
}

/**
 * The folder itself when the servers' user can run the program in it, or else a copy that the user can reach.
 * A checkout beneath `/root`, which nobody else may enter, needs the copy. It is kept, by its name, for the next run.
 */
export async function reachableCopy(folder: string, program: string, name: string): Promise<string> {
  if (!account || spawnSync(join(folder, program), ["--version"], { ...account }).status === 0) return folder;
  const copy = join(reachableFolder, name);
  const owner = await stat(copy).then(
    (found) => found.uid,
    () => undefined,
  );
  if (owner === 0) return copy;
  if (owner !== undefined) throw new Error(`${copy} belongs to somebody else`);
  const partial = await mkdtemp(join(reachableFolder, "pgssl-"));
  await copyFolder(folder, join(partial, "copy"));
  await chmod(join(partial, "copy"), 0o755);
  await rename(join(partial, "copy"), copy).catch(() => undefined); // another process may have been quicker
  await rm(partial, { recursive: true, force: true });
  return copy;
}

function fail(message: string): never {
  throw new Error(message);
}
