import { type Records, recordLine } from "../cluster/records.ts";
import type { LinePosition } from "../cluster/sourceDocument.ts";
import type { Span } from "../model/span.ts";
import { trimEndOf } from "../model/trimEndOf.ts";

/** A text cursor and the record that contains it. */
export interface Cursor {
  /** The line on which the record starts. */
  readonly line: number;
  /** UTF-16 units from the record's first character. */
  readonly offset: number;
  /** The part of the record's text on the cursor's own line, without its line break. */
  readonly ownLine: Span;
}

/** The record at a position, which is clipped to the document. */
export function cursorAt(records: Records, position: LinePosition): Cursor {
  const { lines } = records.document;
  const at = Math.min(Math.max(position.line, 0), lines.length - 1);
  const line = recordLine(records, at);
  let offset = 0;
  for (let above = line; above < at; above++) offset += lines[above]?.length ?? 0;
  const content = trimEndOf(lines[at] ?? "", "\r\n");
  const ownLine = { start: offset, end: offset + content.length };
  return { line, offset: offset + Math.min(Math.max(position.character, 0), content.length), ownLine };
}
