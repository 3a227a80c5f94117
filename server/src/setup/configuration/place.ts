import { placeEdits, placeRecords, type Records, recordLine } from "../../core/index.ts";
import { missingLineEnd } from "../../core/model/lines.ts";
import type { Place } from "../../core/model/span.ts";

/** New text for a document with where it goes: whole lines. */
export interface Insertion {
  readonly place: Place;
  readonly newText: string;
}

/** Lines above a record, and above the comments directly on top of it. */
export function insertAbove(records: Records, line: number, text: string): Insertion {
  const { document, entries } = records;
  let first = line;
  while (first > 0 && entries[first - 1]?.lineCount !== 0 && /^\s*#/.test(document.lines[first - 1] ?? ""))
    first--;
  return placed(records, { line: first, span: { start: 0, end: 0 } }, `${text}\n`);
}

/** New records of pg_hba.conf where they decide, beside those of their types. */
export function insertRecords(
  records: Records,
  reached: Parameters<typeof placeRecords>[1],
  texts: readonly string[],
): Insertion[] {
  const found = placeRecords(texts, reached, records.document.uri);
  if (found && !found.isBelow) return texts.map((text) => insertAbove(records, found.line, text));
  const line = found?.line ?? lastRecordLine(records);
  return texts.map((text, at) => insertBelow(records, line, text, at === 0));
}

/** Lines behind all others. */
export function appendLines(records: Records, text: string): Insertion {
  return insertBelow(records, lastRecordLine(records), text);
}

function lastRecordLine(records: Records): number {
  return recordLine(records, records.document.lines.length - 1);
}

/** Of several that are inserted there, the first one ends a line that has no end. */
function insertBelow(records: Records, line: number, text: string, isFirst = true): Insertion {
  const { document, entries } = records;
  const end = Math.max(line + Math.max(entries[line]?.lineCount ?? 1, 1), line + 1);
  const rest = document.lines.slice(line, end).join("");
  return placed(
    records,
    { line, span: { start: rest.length, end: rest.length } },
    `${isFirst ? missingLineEnd(rest) : ""}${text}\n`,
  );
}

function placed({ document, serverVersion }: Records, place: Omit<Place, "uri">, newText: string): Insertion {
  const edit = { place: { uri: document.uri, ...place }, newText };
  return placeEdits([edit], () => document, serverVersion)[0] ?? edit;
}

/** The lines on which records start that are neither blank nor comments. */
export function recordLines({ entries }: Records): number[] {
  return entries.flatMap((entry, line) => (entry && entry.lineCount > 0 ? [line] : []));
}
