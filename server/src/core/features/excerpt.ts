import { maskedRecord, recordStart } from "../cluster/recordSecrets.ts";
import type { Snapshot } from "../cluster/snapshot.ts";
import type { Span } from "../model/span.ts";
import { trimEndOf } from "../model/trimEndOf.ts";

/** The line of a file that a finding is about. */
export interface Excerpt {
  /** From 0, as editors count; below the record's first line where the record goes on over lines. */
  readonly line: number;
  /** Without its line end; secrets are replaced by asterisks. */
  readonly text: string;
  /** What is marked in it. */
  readonly span: Span;
}

/**
 * The line on which a span of the record at `line` starts, as people may see it; `undefined` in a file that is not the user's and
 * where the line holds a word that may not be shown.
 */
export function excerptOf(
  { records: { document, entries }, hidden }: Snapshot,
  line: number,
  { start, end }: Span,
): Excerpt | undefined {
  if (hidden.isForeign(document.uri)) return undefined;
  const record = recordStart(entries, line);
  const masked = maskedRecord(document, entries, record);
  const lengthOf = (at: number) => document.lines[at]?.length ?? 0;
  let at = record;
  let offset = 0;
  while (
    at + 1 < document.lines.length &&
    start >= offset + lengthOf(at) &&
    offset + lengthOf(at) < masked.length
  )
    offset += lengthOf(at++);
  const shown = trimEndOf(masked.slice(offset, offset + lengthOf(at)) || (document.lines[at] ?? ""), "\r\n");
  if (hidden.occurIn(shown)) return undefined;
  const within = (position: number) => Math.min(Math.max(position - offset, 0), shown.length);
  return { line: at, text: shown, span: { start: within(start), end: within(end) } };
}
