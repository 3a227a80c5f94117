import type { EmbeddedFile, HostSpan } from "../../carriers/carrier.ts";
import { toHost, toVirtual } from "../../carriers/scalarMap.ts";
import type { LinePosition } from "../../cluster/sourceDocument.ts";
import type { Span } from "../../model/span.ts";

/** A change of the host document, in UTF-16 units of its text. */
export interface HostEdit extends HostSpan {
  readonly newText: string;
}

/** The offsets at which the lines of a text start. */
export function lineStartsOf(lines: readonly string[]): readonly number[] {
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length;
  }
  return starts;
}

/** A stretch of a text as the line on which it starts and a span of that line's text. */
export function lineSpan(starts: readonly number[], { from, to }: HostSpan): { line: number; span: Span } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= from) low = middle;
    else high = middle - 1;
  }
  const start = starts[low] ?? 0;
  return { line: low, span: { start: from - start, end: to - start } };
}

/** Where a span of an embedded file is written; `undefined` for what the carrier adds. */
export function hostSpan(
  file: EmbeddedFile,
  starts: readonly number[],
  line: number,
  span: Span,
): HostSpan | undefined {
  if (file.added.has(line)) return undefined;
  const start = starts[line] ?? 0;
  const found = toHost(file.pieces, start + span.start, start + span.end);
  if (found) return found;
  const entry = file.entries.find((entry) => entry.line <= line && line < entry.line + entry.count);
  return entry && { from: entry.scalar.from, to: entry.scalar.to };
}

/** The position in an embedded file of an offset in the host document. */
export function embeddedPosition(
  file: EmbeddedFile,
  starts: readonly number[],
  offset: number,
): LinePosition | undefined {
  const at = toVirtual(file.pieces, offset);
  if (at === undefined) return undefined;
  const { line, span } = lineSpan(starts, { from: at, to: at });
  return { line, character: span.start };
}
