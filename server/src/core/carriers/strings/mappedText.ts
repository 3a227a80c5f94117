import type { HostSpan } from "../hostSpan.ts";
import { mapScalar, type Piece, type ScalarText } from "../yaml/scalarMap.ts";

/** A text with where each of its characters is written in a host document. */
export interface MappedText {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** Where it is written, without quotes. */
  readonly place: HostSpan;
}

/** A stretch of a host document in which each character is itself. */
export function mapVerbatim(source: string, from: number, to: number): MappedText {
  const pieces = [{ at: 0, length: to - from, from, to, exact: true }];
  return { text: source.slice(from, to), pieces, place: { from, to } };
}

/** The value of a YAML scalar. */
export function mapYaml(source: string, scalar: ScalarText): MappedText {
  const quotes = scalar.style === "single" || scalar.style === "double" ? 1 : 0;
  return {
    text: scalar.value,
    pieces: mapScalar(source, scalar),
    place: { from: scalar.from + quotes, to: scalar.to - quotes },
  };
}

/** What an escape at an offset means, and where it ends; `undefined` for a character that is itself. */
export type ReadEscape = (
  source: string,
  offset: number,
) => { readonly text: string; readonly end: number } | undefined;

/** A stretch with escapes. */
export function mapEscaped(source: string, from: number, to: number, read: ReadEscape): MappedText {
  const pieces: Piece[] = [];
  let text = "";
  for (let offset = from; offset < to; ) {
    const special = read(source, offset);
    const written = special?.text ?? source[offset] ?? "";
    const end = Math.min(special?.end ?? offset + 1, to);
    const last = pieces.at(-1);
    if (!special && last?.exact && last.to === offset)
      pieces[pieces.length - 1] = { ...last, length: last.length + 1, to: end };
    else if (written !== "")
      pieces.push({ at: text.length, length: written.length, from: offset, to: end, exact: !special });
    text += written;
    offset = end;
  }
  return { text, pieces, place: { from, to } };
}

/** A part of a mapped text. */
export function sliceMapped(mapped: MappedText, start: number, end = mapped.text.length): MappedText {
  const pieces = mapped.pieces.flatMap((piece) => {
    const first = Math.max(piece.at, start);
    const last = Math.min(piece.at + piece.length, end);
    if (first >= last) return [];
    const { exact } = piece;
    const from = exact ? piece.from + first - piece.at : piece.from;
    const to = exact ? from + last - first : piece.to;
    return [{ at: first - start, length: last - first, from, to, exact }];
  });
  const from = pieces[0]?.from ?? mapped.place.to;
  return { text: mapped.text.slice(start, end), pieces, place: { from, to: pieces.at(-1)?.to ?? from } };
}

/** Several mapped texts one after the other, each with what is between it and the next one. */
export function joinMapped(parts: readonly (MappedText | string)[]): MappedText {
  const pieces: Piece[] = [];
  let text = "";
  for (const part of parts) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    for (const piece of part.pieces) pieces.push({ ...piece, at: piece.at + text.length });
    // An empty value has a place as well.
    if (part.text === "") pieces.push({ at: text.length, length: 0, ...part.place, exact: true });
    text += part.text;
  }
  const from = pieces[0]?.from ?? 0;
  return { text, pieces, place: { from, to: pieces.at(-1)?.to ?? from } };
}
