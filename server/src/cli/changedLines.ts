import { readFile, realpath } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { diffArrays } from "diff";
import { maxFileSize } from "../core/index.ts";
import { decodeText } from "../disk/nodeHost.ts";
import { CannotRun } from "./cannotRun.ts";
import type { FindingFilter } from "./findingFilter.ts";
import { commitOf, type Git, gitIn } from "./git.ts";

/** Milliseconds for the comparison of one file; one that takes longer counts as changed all over. */
const timeout = 5000;

/**
 * Findings on lines that were added or changed since a commit, or since the branch left that of the commit; a file that is new counts as
 * a whole, one that was renamed in later commits does not.
 */
export function changedSince(revision: string): FindingFilter {
  const commits = new Map<string, Promise<string>>();
  return async ({ path, diagnostics }) => {
    // A revision that does not exist is an error where nothing is found, too; for that the first file will do.
    if (diagnostics.length === 0 && commits.size > 0) return () => false;
    const file = await realpath(resolve(path)).catch(() => resolve(path));
    const folder = dirname(file);
    const git = gitIn(folder);
    const known = commits.get(folder) ?? baseOf(git, revision);
    commits.set(folder, known);
    const before = await contentBefore(git, await known, basename(file));
    if (!before) return () => true;
    const now = await readFile(file).catch(() => undefined);
    if (!now || now.length > maxFileSize) throw new CannotRun(`${path}: cannot be read`);
    const isChanged = changes(decodeText(before), decodeText(now));
    return (index) => {
      const { start, end } = diagnostics[index]?.range ?? { start: { line: 1 }, end: { line: 0 } };
      for (let line = start.line; line <= end.line; line++) if (isChanged(line)) return true;
      return false;
    };
  };
}

/** The commit itself where the branch goes on from it; else the last that both have, unless the clone is too shallow to know. */
async function baseOf(git: Git, revision: string): Promise<string> {
  const commit = await commitOf(git, revision);
  const base = await orNothing(git(["merge-base", commit, "HEAD"]));
  return base.toString().trim() || commit;
}

/** What a file of the folder held in a commit, under whatever name; `undefined` where it was not there. */
async function contentBefore(git: Git, commit: string, name: string): Promise<Buffer | undefined> {
  const prefix = (await git(["rev-parse", "--show-prefix"])).toString().replace(/\n$/, "");
  const path = prefix + name;
  const entry = (await git(["ls-tree", "-z", "--full-tree", commit, "--", path])).toString();
  const object = /^100\d+ blob ([0-9a-f]+)\t/.exec(entry)?.[1] ?? (await renamedTo(git, commit, path));
  return object ? git(["cat-file", "blob", object]) : undefined;
}

/** The blob of the file that has this name by a commit since then. */
async function renamedTo(git: Git, commit: string, path: string): Promise<string | undefined> {
  const words = ["diff-tree", "-r", "-z", "-M", "--diff-filter=R", "--no-ext-diff", commit, "HEAD"];
  const parts = (await orNothing(git(words))).toString().split("\0");
  // Each rename is three parts: modes and blobs, the old name, the new one.
  const at = parts.findIndex((part, index) => index % 3 === 2 && part === path);
  return /^:100\d+ 100\d+ ([0-9a-f]+) /.exec(parts[at - 2] ?? "")?.[1];
}

/** The output of a git that may fail, as where nothing was committed. */
const orNothing = (output: Promise<Buffer>): Promise<Buffer> => output.catch(() => Buffer.alloc(0));

/** Whether the line of that number, from 1, differs from what it was; line ends do not count, since git may have changed them. */
function changes(before: string, after: string): (line: number) => boolean {
  const parts = diffArrays(before.split(/\r?\n/), after.split(/\r?\n/), { timeout });
  if (!parts) return () => true;
  const changed = new Set<number>();
  let line = 1;
  for (const { added, removed, count } of parts) {
    if (removed) continue;
    if (added) for (let at = line; at < line + count; at++) changed.add(at);
    line += count;
  }
  return (number) => changed.has(number);
}
