/** The lines in which two texts differ, as `diff -u` writes them without lines around; `patch` takes it. */
export function toDiff(path: string, before: string, after: string): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  const hunks = old.length === now.length ? lineByLine(old, now) : [wholeDifference(old, now)];
  const told = hunks.map(({ start, removed, added, nowStart }) => {
    const marks = [...removed.map((line) => `-${line}`), ...added.map((line) => `+${line}`)];
    return `@@ -${range(start, removed)} +${range(nowStart, added)} @@\n${marks.join("")}`;
  });
  return `--- ${path}\n+++ ${path}\n${told.join("")}`;
}

/** Lines that follow each other and become others; the numbers of the first of them, from 0. */
interface Hunk {
  readonly start: number;
  readonly nowStart: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

function lineByLine(old: readonly string[], now: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  for (let line = 0; line < old.length; line++) {
    if (old[line] === now[line]) continue;
    const start = line;
    while (line < old.length && old[line] !== now[line]) line++;
    hunks.push({ start, nowStart: start, removed: old.slice(start, line), added: now.slice(start, line) });
  }
  return hunks;
}

function wholeDifference(old: readonly string[], now: readonly string[]): Hunk {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start++;
  let rest = 0;
  while (rest < shorter - start && old.at(-1 - rest) === now.at(-1 - rest)) rest++;
  const [removed, added] = [old.slice(start, old.length - rest), now.slice(start, now.length - rest)];
  return { start, nowStart: start, removed, added };
}

/** Line numbers as `diff` counts: from 1, and an empty range by the line before it. */
function range(start: number, lines: readonly string[]): string {
  return `${lines.length === 0 ? start : start + 1},${lines.length}`;
}

/** The lines with their ends; where the last one has none, the way `diff` says so. */
function linesOf(text: string): string[] {
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) =>
    line.endsWith("\n") ? line : `${line}\n\\ No newline at end of file\n`,
  );
}
