import type { EmbeddedEntry, EmbeddedFile, MountedText } from "../../carriers/carrier.ts";
import { type HostSpan, isHere } from "../../carriers/hostSpan.ts";
import { partition, toHost, toVirtual } from "../../carriers/yaml/scalarMap.ts";
import type { LinePosition } from "../../cluster/sourceDocument.ts";
import { embeddedScheme } from "../../cluster/uris.ts";
import type { HostState } from "../../gather/embeddedDocuments.ts";
import type { OpenFile } from "../../gather/openParts.ts";
import type { Place, Span } from "../../model/span.ts";

/** A stretch of a text as the line on which it starts and a span of that line's text. */
export function lineSpan(starts: readonly number[], { from, to }: HostSpan): { line: number; span: Span } {
  const line = partition(starts, (start) => start <= from) - 1;
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
  if (file.added.has(line) || file.elsewhere.has(line)) return undefined;
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

/** A line of an embedded file. */
export function lineOf({ text }: EmbeddedFile, line: number): string {
  return text.split("\n")[line] ?? "";
}

/** The file of the document's own that a line of the carrier's names. */
export function heldFileAt({ cluster, file }: OpenFile, line: number): MountedText | undefined {
  if (!cluster.mounted?.length) return undefined;
  const text = lineOf(file, line);
  return cluster.mounted.find(({ path }) => text.endsWith(` = '${path}'`));
}

/** A place of a part in its document, of what the carrier adds at the user's list; of any other document as it is. */
export function placeInDocument(place: Place, uri: string, state: HostState): Place {
  if (!place.uri.startsWith(embeddedScheme)) return place;
  const part = state.files.find((one) => one.uri === place.uri);
  const list = part && isHere(part.file.place) ? lineSpan(state.starts, part.file.place) : undefined;
  const at = hostPlaceOf(place, state) ?? list;
  return { uri, ...(at ?? { line: 0, span: { start: 0, end: 0 } }) };
}

/** Where something in a part is written, as a line and a span of the host document. */
export function hostPlaceOf(
  { uri, line, span }: Place,
  state: HostState,
): { readonly line: number; readonly span: Span } | undefined {
  if (!uri.startsWith(embeddedScheme)) return undefined;
  const part = state.files.find((one) => one.uri === uri);
  const at = part && (hostSpan(part.file, part.starts, line, span) ?? heldFileAt(part, line)?.place);
  return at && isHere(at) ? lineSpan(state.starts, at) : undefined;
}
