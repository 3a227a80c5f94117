import type { Span } from "../../model/span.ts";
import { unquoteConfString } from "./unquoteConfString.ts";

/** The text of a value, and where each of its characters is written. */
export interface MappedText {
  readonly text: string;
  /** A span of `text` as a span of the record. */
  toRecord(span: Span): Span;
  /** An offset in the record as one in `text`; `undefined` outside of the value. */
  toText(offset: number): number | undefined;
}

/** Maps the value of a setting, whose span includes its quotes, if it has any. */
export function mapConfString(record: string, { start, end }: Span): MappedText {
  const written = record.slice(start, end);
  const isQuoted = written.startsWith("'");
  const text = isQuoted ? unquoteConfString(written) : written;
  const offsets: number[] = [];
  const pieces = /(?:\\[0-7]{1,3})+|\\[\s\S]|''|[\s\S]/g;
  const inner = isQuoted ? written.slice(1, -1) : written;
  for (const { 0: piece, index } of isQuoted ? inner.matchAll(pieces) : []) {
    const from = start + 1 + index;
    const length = /^\\[0-7]/.test(piece) ? unquoteConfString(`'${piece}'`).length : 1;
    for (let count = 0; count < length; count++) offsets.push(from);
  }
  const last = isQuoted ? end - 1 : end;
  const at = (offset: number) =>
    isQuoted ? (offset < text.length ? (offsets[offset] ?? last) : last) : start + offset;
  return {
    text,
    toRecord: (span) => ({
      start: at(span.start),
      end: span.end > span.start ? at(span.end) : at(span.start),
    }),
    toText(offset) {
      if (offset < at(0) || offset > last) return undefined;
      let found = 0;
      while (found < text.length && at(found) < offset) found++;
      return found;
    },
  };
}
