import type { EmbeddedEntry, EmbeddedFile } from "../../carriers/carrier.ts";
import type { HostSpan } from "../../carriers/hostSpan.ts";
import { partition, toHost, toVirtual } from "../../carriers/yaml/scalarMap.ts";
import type { LinePosition } from "../../cluster/sourceDocument.ts";
import type { Span } from "../../model/span.ts";

/** A stretch of a text as the line on which it starts and a span of that line's text. */
export function lineSpan(starts: readonly number[], { from, to }: HostSpan): { line: number; span: Span } {
  const line = Math.max(partition(starts, (start) => start <= from) - 1, 0);
  const start = starts[line] ?? 0;
  return { line, span: { start: from - start, end: to - start } };
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
  const entry = entryAt(file, line);
  return entry && { from: entry.scalar.from, to: entry.scalar.to };
}

/** The item that a line came from. */
export function entryAt({ entries }: EmbeddedFile, line: number): EmbeddedEntry | undefined {
  const entry = entries[partition(entries, (entry) => entry.line <= line) - 1];
  return entry && line < entry.line + entry.count ? entry : undefined;
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
