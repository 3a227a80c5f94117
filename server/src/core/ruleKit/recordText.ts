import type { Span } from "../model/span.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";
import { shown } from "./words.ts";

/** A record from its first word to its last, the comment not counted. */
export function recordSpan({ line }: Pick<HbaRecord, "line">): Span {
  return { start: line.fields[0]?.span.start ?? 0, end: line.fields.at(-1)?.span.end ?? 0 };
}

/** The fields that say which connections a record matches. */
export function selectionSpan(record: HbaRecord): Span {
  const last = record.mask ?? record.address ?? record.user;
  return { start: recordSpan(record).start, end: last?.span.end ?? 0 };
}

/** The same as messages show it, short enough to leave room for what is wrong. */
export function shownSelection(record: HbaRecord): string {
  const { start, end } = selectionSpan(record);
  const text = record.line.text.slice(start, end).replace(/[ \t]+/g, " ");
  return shown(text.length > maxSelection ? `${text.slice(0, maxSelection - 3)}...` : text);
}

const maxSelection = 44;

/** The name of a record's method. */
export function methodOf({ method }: HbaRecord): string {
  return method?.tokens[0]?.text ?? "";
}
