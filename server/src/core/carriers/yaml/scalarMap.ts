import { type ReadEscape, readDouble, readSingle } from "./yamlEscapes.ts";

/** A run of a value's characters, and where they are in the host document. Offsets in UTF-16 units. */
export interface Piece {
  /** Offset in the value, or in the virtual file that the value became a part of. */
  readonly at: number;
  readonly length: number;
  /** Offsets in the host document. */
  readonly from: number;
  readonly to: number;
  /** Character by character; otherwise the run as a whole is written there (an escape, a line break, a scalar that could not be mapped). */
  readonly exact: boolean;
}

/** How a scalar is written (YAML 1.2.2, chapters 7 and 8); *raw* is a text that is its own value, of a Dockerfile or a script. */
export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded" | "raw";

/** A scalar of a YAML document: its value, and where it is written. */
export interface ScalarText {
  readonly value: string;
  readonly style: ScalarStyle;
  /** Quotes and block header included. */
  readonly from: number;
  readonly to: number;
  /** It is written in another file, which is merged with the document. */
  readonly isElsewhere?: true;
}

/** A stretch of one line, in which each character is itself. */
export function scalarAt(source: string, from: number, to: number): ScalarText {
  const end = source[to - 1] === "\r" && to > from ? to - 1 : to;
  return { value: source.slice(from, end), style: "raw", from, to: end };
}

/**
 * Where each character of a scalar's value is written. The map is a walk over the source that must arrive at the parser's value:
 * where it does not (an escape that YAML does not know), the whole scalar is the place of the whole value.
 */
export function mapScalar(source: string, scalar: ScalarText): readonly Piece[] {
  const { value, from, to } = scalar;
  if (value === "") return [];
  return (
    walks[scalar.style](source, scalar)?.finish(value) ?? [
      { at: 0, length: value.length, from, to, exact: false },
    ]
  );
}

type Walk = (source: string, scalar: ScalarText) => PieceList | undefined;

const walks: Readonly<Record<ScalarStyle, Walk>> = {
  plain: (source, { from, to }) => walkFlow(source, from, to, undefined),
  single: (source, { from, to }) => walkFlow(source, from + 1, to - 1, readSingle),
  double: (source, { from, to }) => walkFlow(source, from + 1, to - 1, readDouble),
  literal: walkBlock,
  folded: walkBlock,
  raw: walkRaw,
};

/** The pieces of a value as they are found, from its start. */
class PieceList {
  readonly #source: string;
  readonly #pieces: Piece[] = [];
  #text = "";

  constructor(source: string) {
    this.#source = source;
  }

  get length(): number {
    return this.#text.length;
  }

  add(text: string, from: number, to: number): void {
    if (text === "") return;
    const exact = this.#source.slice(from, to) === text;
    const last = this.#pieces.at(-1);
    if (exact && last?.exact && last.to === from)
      this.#pieces[this.#pieces.length - 1] = { ...last, length: last.length + text.length, to };
    else this.#pieces.push({ at: this.#text.length, length: text.length, from, to, exact });
    this.#text += text;
  }

  /** The pieces, if they make the value. */
  finish(value: string): readonly Piece[] | undefined {
    return this.#text === value ? this.#pieces : undefined;
  }
}

/**
 * Plain and quoted scalars: blanks around a line break go, a break becomes a space, or nothing above an empty line, whose own is a line
 * feed (YAML 1.2.2, 6.5).
 */
function walkFlow(
  source: string,
  from: number,
  to: number,
  readEscape: ReadEscape | undefined,
): PieceList | undefined {
  const pieces = new PieceList(source);
  let start = from;
  let isEscaped = false;
  while (start <= to) {
    const feed = source.indexOf("\n", start);
    const isLast = feed < 0 || feed >= to;
    let end = isLast ? to : feed;
    const isFirst = start === from;
    let offset = start;
    if (!isFirst) while (offset < end && isBlank(source[offset])) offset++;
    if (!isLast) while (end > offset && /[ \t\r]/.test(source[end - 1] ?? "")) end--;
    // Below an escaped line break the parser reads an empty line as if it had text.
    const isEmpty = !isFirst && !isEscaped && offset === end;
    isEscaped = !isLast && readEscape === readDouble && endsInBackslash(source, offset, end);
    // A blank behind a backslash stays.
    if (isEscaped && isBlank(source[end])) {
      isEscaped = false;
      end++;
    } else if (isEscaped) end--;
    while (offset < end) {
      const read = readEscape ? readEscape(source, offset) : "plain";
      if (read === undefined) return undefined;
      if (read === "plain") pieces.add(source[offset] ?? "", offset, ++offset);
      else {
        pieces.add(read.text, offset, read.end);
        offset = read.end;
      }
    }
    if (isLast) break;
    if (isEmpty) pieces.add("\n", end, feed + 1);
    else if (!isEscaped && !isEmptyLine(source, feed + 1, to)) pieces.add(" ", end, feed + 1);
    start = feed + 1;
  }
  return pieces;
}

/** Whether a line break follows, with nothing but blanks before it. */
function isEmptyLine(source: string, start: number, to: number): boolean {
  let end = start;
  while (isBlank(source[end]) || source[end] === "\r") end++;
  return source[end] === "\n" && end < to;
}

/** Whether an odd number of backslashes ends a stretch, of which the last takes the line break with it (YAML 1.2.2, 7.3.1). */
function endsInBackslash(source: string, from: number, to: number): boolean {
  let start = to;
  while (start > from && source[start - 1] === "\\") start--;
  return (to - start) % 2 === 1;
}

/** A line break of the source is at most one character of the value. */
function takeBreak(pieces: PieceList, value: string, from: number, to: number): void {
  const next = value[pieces.length];
  if (next === "\n" || next === " ") pieces.add(next, from, to);
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}

function walkRaw(source: string, { value, from, to }: ScalarText): PieceList {
  const pieces = new PieceList(source);
  pieces.add(value, from, to);
  return pieces;
}

/** Literal and folded blocks: each line loses the block's indentation; the value says which breaks were folded. */
function walkBlock(source: string, { value, from, to }: ScalarText): PieceList | undefined {
  const body = source.indexOf("\n", from) + 1;
  if (body === 0 || body > to) return undefined;
  for (const indent of indentsOf(source, from, body, to)) {
    const pieces = walkLines(source, value, body, to, indent);
    if (pieces.finish(value)) return pieces;
  }
  return undefined;
}

/** The indentations that a block may have: that of its first line with text, or less where the header gives it. */
function* indentsOf(source: string, header: number, body: number, end: number): Iterable<number> {
  const text = source.slice(body, end);
  const first = /^(?: *\r?\n)*( *)/.exec(text)?.[1]?.length ?? 0;
  const isGiven = /\d/.test(source.slice(header, body).split("#", 1)[0] ?? "");
  for (let indent = first; indent >= 0; indent--) {
    yield indent;
    if (!isGiven) break;
  }
  // Lines of a template are at any depth.
  if (/^\s*[{<]/.test(text)) yield /^( *)[^\s{<]/m.exec(text)?.[1]?.length ?? 0;
}

function walkLines(source: string, value: string, body: number, to: number, indent: number): PieceList {
  const pieces = new PieceList(source);
  let start = body;
  while (start < to) {
    const feed = source.indexOf("\n", start);
    const stop = feed < 0 || feed >= to ? to : feed;
    const end = source[stop - 1] === "\r" && stop > start ? stop - 1 : stop;
    let text = start;
    while (text < Math.min(start + indent, end) && source[text] === " ") text++;
    pieces.add(source.slice(text, end), text, end);
    if (stop < to) takeBreak(pieces, value, end, stop + 1);
    start = stop + 1;
  }
  // The last line of a document may lack the line break that the value has.
  if (value.length === pieces.length + 1) takeBreak(pieces, value, to, to);
  return pieces;
}

/** How many items of a list in order are before something, all of which come before those that are not. */
export function partition<Item>(items: readonly Item[], isBefore: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(items[middle] as Item)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Where a stretch of a mapped text is in the host document. What is not written there (an operator's quotes around a value) counts to
 * its neighbours; `undefined` where none of it is.
 */
export function toHost(
  pieces: readonly Piece[],
  start: number,
  end: number,
): { readonly from: number; readonly to: number } | undefined {
  const first = pieces[partition(pieces, (piece) => piece.at + piece.length <= start)];
  if (start === end) {
    const before = pieces[partition(pieces, (piece) => piece.at < start) - 1];
    const at = first && first.at <= start ? first : undefined;
    const offset = at
      ? at.exact || at.at === start
        ? at.from + start - at.at
        : at.from
      : before && before.at + before.length === start
        ? before.to
        : undefined;
    return offset === undefined ? undefined : { from: offset, to: offset };
  }
  const last = pieces[partition(pieces, (piece) => piece.at < end) - 1];
  if (!first || !last || first.at >= end || last.at + last.length <= start) return undefined;
  return {
    from: first.exact ? first.from + Math.max(start - first.at, 0) : first.from,
    to: last.exact ? last.from + Math.min(end - last.at, last.length) : last.to,
  };
}

/** The offset in a mapped text of a place in the host document; `undefined` where none of it is written there. */
export function toVirtual(pieces: readonly Piece[], host: number): number | undefined {
  const piece =
    pieces.find(({ from, to }) => from <= host && host < to) ?? pieces.findLast(({ to }) => to === host);
  if (!piece) return undefined;
  if (piece.exact) return piece.at + host - piece.from;
  return host === piece.to ? piece.at + piece.length : piece.at;
}
