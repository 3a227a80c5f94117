import { alignNewLines, type Records, recordLine } from "../../core/index.ts";
import { missingLineEnd } from "../../core/model/lines.ts";
import type { Place } from "../../core/model/span.ts";

/** New text for a document with where it goes: whole lines. */
export interface Insertion {
  readonly place: Place;
  readonly newText: string;
}

/** Lines above a record, and above the comments directly on top of it. */
export function insertAbove(
  { document, entries, serverVersion }: Records,
  line: number,
  text: string,
): Insertion {
  let first = line;
  while (first > 0 && entries[first - 1]?.lineCount !== 0 && /^\s*#/.test(document.lines[first - 1] ?? ""))
    first--;
  const aligned = alignNewLines(text, document, first, serverVersion);
  return { place: { uri: document.uri, line: first, span: { start: 0, end: 0 } }, newText: `${aligned}\n` };
}

/** Lines behind all others. */
export function appendLines(records: Records, text: string): Insertion {
  const { lines, uri } = records.document;
  const aligned = alignNewLines(text, records.document, lines.length, records.serverVersion);
  const line = recordLine(records, lines.length - 1);
  const rest = lines.slice(line).join("");
  const place = { uri, line, span: { start: rest.length, end: rest.length } };
  return { place, newText: `${missingLineEnd(rest)}${aligned}\n` };
}

/** The lines on which records start that are neither blank nor comments. */
export function recordLines({ entries }: Records): number[] {
  return entries.flatMap((entry, line) => (entry && entry.lineCount > 0 ? [line] : []));
}
