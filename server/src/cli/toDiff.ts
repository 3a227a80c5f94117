import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatch, structuredPatch } from "diff";
import { printed, printedDiff } from "./printed.ts";

/** Lines that differ at the most for which those between them are looked for; the time grows with the square. */
const maxEditLength = 2_000;

/** The lines in which two texts differ, as `diff -u` writes them without lines around; `patch` reads it. Where most differs, it has all of them. */
export function toDiff(path: string, before: string, after: string): string {
  const name = printed(path);
  const compare = (from: string, to: string) => structuredPatch(name, name, from, to, "", "", { context: 0 });
  const options = { context: 0, maxEditLength };
  const patch =
    structuredPatch(name, name, before, after, "", "", options) ??
    joined(compare(before, ""), compare("", after));
  return printedDiff(formatPatch(patch, FILE_HEADERS_ONLY));
}

/** What removes all lines, and then adds others. */
function joined(removed: StructuredPatch, added: StructuredPatch): StructuredPatch {
  const [old, now] = [removed.hunks[0], added.hunks[0]];
  if (!old || !now) return { ...removed, hunks: [...removed.hunks, ...added.hunks] };
  const { oldStart, oldLines } = old;
  const { newStart, newLines } = now;
  return {
    ...removed,
    hunks: [{ oldStart, oldLines, newStart, newLines, lines: [...old.lines, ...now.lines] }],
  };
}
