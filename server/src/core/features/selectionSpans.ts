import type { Snapshot } from "../cluster/snapshot.ts";
import type { LinePosition } from "../cluster/sourceDocument.ts";
import { type Span, touches } from "../model/span.ts";
import { trimEndOf } from "../model/trimEndOf.ts";
import { scanAuthLine } from "../syntax/authLine.ts";
import { scanConfLine } from "../syntax/conf/scanConfLine.ts";
import { cursorAt } from "./cursor.ts";

/** What a growing selection covers from a position on: the inner of quotes, a word, a list, the record, its line with the comment. */
export interface SelectionSpans {
  readonly line: number;
  /** Each lies in the next one. */
  readonly spans: readonly Span[];
}

/** The spans around a position, the smallest first. */
export function selectionSpans({ records, context }: Snapshot, position: LinePosition): SelectionSpans {
  const { line, offset } = cursorAt(records, position);
  const { lines, language } = records.document;
  const words: Span[] = [];
  let text: string;
  if (language === "postgresql-conf") {
    const scanned = scanConfLine(lines, line);
    text = scanned.text;
    const { name, value, comment } = scanned;
    for (const span of [name?.span, value?.span, comment]) if (span) words.push(span);
    if (name && value) words.push({ start: name.span.start, end: value.span.end });
  } else {
    const scanned = scanAuthLine(lines, line, context.serverVersion);
    text = scanned.text;
    const { fields, comment } = scanned;
    for (const { tokens, span } of fields) words.push(...tokens.map((token) => token.span), span);
    if (comment) words.push(comment);
    words.push({ start: fields[0]?.span.start ?? 0, end: fields.at(-1)?.span.end ?? 0 });
  }
  words.push({ start: 0, end: trimEndOf(text, "\r\n").length });
  const around = words
    .flatMap((span) => [...insideOf(text, span), span])
    .filter((span) => touches(span, offset));
  const spans: Span[] = [];
  for (const span of around.sort((a, b) => a.end - a.start - (b.end - b.start))) {
    const last = spans.at(-1);
    const isLarger = !last || span.end - span.start > last.end - last.start;
    if (isLarger && (!last || (span.start <= last.start && last.end <= span.end))) spans.push(span);
  }
  return { line, spans };
}

/** What is between quotes, or behind the sign of an option. */
function insideOf(text: string, { start, end }: Span): Span[] {
  const word = text.slice(start, end);
  if (/^(['"]).*\1$/s.test(word) && end - start > 1) return [{ start: start + 1, end: end - 1 }];
  const sign = /^[\w.]+=/.exec(word)?.[0].length;
  return sign
    ? [
        { start, end: start + sign - 1 },
        { start: start + sign, end },
      ]
    : [];
}
