import type { TextEdit } from "../model/diagnostic.ts";
import { withLineEndsOf } from "../model/lines.ts";

/** The text of a document after edits that do not overlap; of several at one place the first comes first. */
export function applyEdits(
  lines: readonly string[],
  edits: readonly Pick<TextEdit, "place" | "newText">[],
): string {
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length;
  }
  const text = lines.join("");
  const pieces: string[] = [];
  let done = 0;
  const placed = edits.map(({ place: { line, span }, newText }) => {
    const start = (starts[line] ?? length) + span.start;
    return { start, end: start + span.end - span.start, newText };
  });
  for (const { start, end, newText } of placed.sort((a, b) => a.start - b.start)) {
    pieces.push(text.slice(done, start), withLineEndsOf(lines, newText));
    done = end;
  }
  return pieces.join("") + text.slice(done);
}
