import { readFile, realpath } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { diffArrays } from "diff";
import { maxFileSize } from "../core/index.ts";
import { decodeText } from "../disk/nodeHost.ts";
import { CannotRun } from "./cannotRun.ts";
import type { FindingFilter } from "./findingFilter.ts";
import { commitOf, gitIn } from "./git.ts";

/** Milliseconds for the comparison of one file; one that takes longer counts as changed all over. */
const timeout = 5000;

/** Findings on lines that were added or changed since a commit; a file that is not in the commit is new. */
export function changedSince(revision: string): FindingFilter {
  const commits = new Map<string, Promise<string>>();
  return async ({ path, diagnostics }) => {
    if (diagnostics.length === 0) return () => false;
    const file = await realpath(resolve(path)).catch(() => resolve(path));
    const folder = dirname(file);
    const git = gitIn(folder);
    const known = commits.get(folder) ?? commitOf(git, revision);
    commits.set(folder, known);
    const commit = await known;
    const entry = (await git(["ls-tree", "-z", commit, "--", basename(file)])).toString();
    const object = /^100\d+ blob ([0-9a-f]+)\t/.exec(entry)?.[1];
    if (!object) return () => true;
    const now = await readFile(file).catch(() => undefined);
    if (!now || now.length > maxFileSize) throw new CannotRun(`${path}: cannot be read`);
    const isChanged = changes(decodeText(await git(["cat-file", "blob", object])), decodeText(now));
    return (index) => {
      const { start, end } = diagnostics[index]?.range ?? { start: { line: 1 }, end: { line: 0 } };
      for (let line = start.line; line <= end.line; line++) if (isChanged(line)) return true;
      return false;
    };
  };
}

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
