import { existsIn, type ServerVersion } from "../model/serverVersion.ts";
import type { Span } from "../model/span.ts";
import { isLineBreak, KeptText } from "./keptText.ts";

/** One word of an authentication file, its quotes removed. */
export interface AuthToken {
  readonly text: string;
  /** A quotation mark came before the first character, which switches off most keywords. */
  readonly quoted: boolean;
  readonly span: Span;
  /** The `@file` that the word comes from; `span` is then that of the `@file` word. */
  readonly file?: string;
  /** An `@file` word whose file is not known: it may be any words, and `quoted` keeps it from being read as a keyword. */
  readonly isUnknown?: true;
}

/** Words joined by commas. */
export interface AuthField {
  readonly tokens: readonly AuthToken[];
  readonly span: Span;
}

/** One logical line of pg_hba.conf, pg_ident.conf or pg_hosts.conf: what the server's tokenizer makes of it. */
export interface AuthLine {
  /** How many lines of the document it takes, continuation lines included. */
  readonly lineCount: number;
  /** The text as it is in the document, line breaks included; spans count in it. */
  readonly text: string;
  readonly fields: readonly AuthField[];
  /** From `#` to the end. */
  readonly comment: Span | undefined;
  /** The server gives up on the rest of the line. */
  readonly tooLong: { readonly what: "token" | "line"; readonly span: Span } | undefined;
}

/** Bytes that a token may have up to 15 (13.12, 14.9, 15.4 and later). */
const maxTokenBytes = 10239;
/** Bytes that a line may have in 13, its line break included. */
const maxLineBytes13 = 20478;

/**
 * Reads the logical line that starts at `lines[index]`; every element of `lines` keeps its own line break.
 * Never fails. Rules: `hba.c` as described in the manual, "The pg_hba.conf File", and by the servers themselves.
 */
export function scanAuthLine(lines: readonly string[], index: number, version: ServerVersion): AuthLine {
  const first = lines[index] ?? "";
  if (isPlainLine(first)) return tokenize(first, first, undefined, 1, version);
  const { text, lineCount, clean, pieces } = joinLines(lines, index, version);
  return tokenize(text, clean, pieces, lineCount, version);
}

/** A line that is a record by itself: it ends in a line feed (or the file does) and has no NUL and no backslash at its end. */
export function isPlainLine(line: string): boolean {
  if (line.includes("\0")) return false;
  let end = line.length;
  if (line.charCodeAt(end - 1) !== LINE_FEED) return false;
  while (end > 0 && isLineBreak(line.charCodeAt(end - 1))) end--;
  return line.charCodeAt(end - 1) !== BACKSLASH;
}

/** The first word of a plain line that is not too long for any version; `undefined` when there is none. */
export function firstWord(line: string, version: ServerVersion): string | undefined {
  const returnIsBlank = existsIn({ until: 18 }, version);
  let end = line.length;
  while (end > 0 && isLineBreak(line.charCodeAt(end - 1))) end--;
  const start = wordStart(line, 0, end, returnIsBlank);
  if (start === end || line.charCodeAt(start) === HASH) return undefined;
  return withoutMarks(line.slice(start, wordEnd(line, start, end, returnIsBlank)));
}

/** A run of characters that the server keeps: where it starts in the kept text and in the document's. */
interface Piece {
  readonly clean: number;
  readonly raw: number;
}

function joinLines(lines: readonly string[], index: number, version: ServerVersion) {
  const continues = existsIn({ since: 14 }, version);
  const pieces: Piece[] = [];
  const kept = new KeptText();
  let text = "";
  let lineCount = 0;
  /** Whether there is text behind the last backslash that joined two lines. */
  let isOpen = false;
  while (index + lineCount < lines.length) {
    const line = lines[index + lineCount] ?? "";
    const nul = line.indexOf("\0");
    // Nothing is left of pieces that line breaks were stripped from down to their start.
    while ((pieces.at(-1)?.clean ?? 0) > kept.length) pieces.pop();
    pieces.push({ clean: kept.length, raw: text.length });
    text += line;
    lineCount++;
    kept.add(nul < 0 ? line : line.slice(0, nul));
    // An editor also breaks lines at a lone CR; the server does not.
    if (!line.endsWith("\n")) {
      isOpen ||= line !== "";
      continue;
    }
    isOpen = true;
    // The reader measures with strlen: a NUL hides the line feed behind it, so that it goes on reading.
    if (nul >= 0 && continues) continue;
    kept.stripLineBreaks();
    if (!continues || !kept.takeBackslash()) return { text, lineCount, clean: kept.join(), pieces };
    isOpen = false;
  }
  if (isOpen) kept.stripLineBreaks();
  if (continues) kept.takeBackslash();
  return { text, lineCount: Math.max(lineCount, 1), clean: kept.join(), pieces };
}

function tokenize(
  text: string,
  clean: string,
  pieces: readonly Piece[] | undefined,
  lineCount: number,
  version: ServerVersion,
): AuthLine {
  const returnIsBlank = existsIn({ until: 18 }, version);
  const limitsTokens = existsIn({ until: 15 }, version);
  const hasMarks = clean.includes('"');
  const fields: AuthField[] = [];
  let tooLong: AuthLine["tooLong"];
  let end = clean.length;
  // Joined lines come without their breaks; what is before a backslash at the end of the file is none.
  while (!pieces && end > 0 && isLineBreak(clean.charCodeAt(end - 1))) end--;
  if (version === 13 && text.length * 3 > maxLineBytes13 && isLineTooLong13(text)) {
    const span = toSpan(pieces, 0, end);
    return { lineCount, text, fields, comment: undefined, tooLong: { what: "line", span } };
  }
  let offset = wordStart(clean, 0, end, returnIsBlank);
  while (offset < end && clean.charCodeAt(offset) !== HASH) {
    let tokens: AuthToken[] | undefined;
    for (let comma = true; comma && offset < end && clean.charCodeAt(offset) !== HASH; ) {
      const stop = wordEnd(clean, offset, end, returnIsBlank);
      comma = stop < end && clean.charCodeAt(stop) === COMMA;
      const written = clean.slice(offset, stop);
      const word = hasMarks ? withoutMarks(written) : written;
      const span = toSpan(pieces, offset, stop);
      if (limitsTokens && isTooLong(word, written, comma)) tooLong = { what: "token", span };
      offset = stop;
      if (tooLong) break;
      const token = { text: word, quoted: written.charCodeAt(0) === QUOTE, span };
      if (tokens) tokens.push(token);
      else tokens = [token];
      if (comma) offset = wordStart(clean, stop, end, returnIsBlank);
    }
    if (tokens) fields.push({ tokens, span: spanOf(tokens) });
    if (tooLong) break;
    offset = wordStart(clean, offset, end, returnIsBlank);
  }
  const isComment = offset < end && clean.charCodeAt(offset) === HASH;
  return { lineCount, text, fields, comment: isComment ? toSpan(pieces, offset, end) : undefined, tooLong };
}

/** The next character, from an offset on, that neither parts words nor joins them to a list. */
function wordStart(text: string, offset: number, end: number, returnIsBlank: boolean): number {
  let at = offset;
  while (at < end && (isBlank(text.charCodeAt(at), returnIsBlank) || text.charCodeAt(at) === COMMA)) at++;
  return at;
}

/** Where a word ends; between quotation marks, nothing ends it. */
function wordEnd(text: string, offset: number, end: number, returnIsBlank: boolean): number {
  let inQuotes = false;
  let at = offset;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code > COMMA) continue; // nothing that means anything lies beyond, so that most characters need no further look
    if (code === QUOTE) inQuotes = !inQuotes;
    else if (!inQuotes && (code === COMMA || code === HASH || isBlank(code, returnIsBlank))) break;
  }
  return at;
}

function isBlank(code: number, returnIsBlank: boolean): boolean {
  return code === SPACE || code === TAB || (code === CARRIAGE_RETURN && returnIsBlank);
}

/** A word as the server keeps it: a quotation mark right after a closing one is a character, and opens again. */
function withoutMarks(written: string): string {
  let word = "";
  let start = 0;
  let inQuotes = false;
  let closed = Number.NaN;
  for (let at = written.indexOf('"'); at >= 0; at = written.indexOf('"', start)) {
    word += written.slice(start, closed === at - 1 ? at + 1 : at);
    start = at + 1;
    closed = inQuotes ? at : Number.NaN;
    inQuotes = !inQuotes;
  }
  return word + written.slice(start);
}

/** The server looks for room before it sees that a character is a comma or a mark, which would need none. */
function isTooLong(word: string, written: string, comma: boolean): boolean {
  if (word.length * 3 < maxTokenBytes) return false;
  const endsInMark = written.endsWith('"') && withoutMarks(written.slice(0, -1)) === word;
  return utf8Length(word, 0, word.length) > (comma || endsInMark ? maxTokenBytes - 1 : maxTokenBytes);
}

function spanOf(tokens: readonly AuthToken[]): Span {
  const [first, last] = [tokens[0]?.span, tokens.at(-1)?.span];
  return first && first === last ? first : { start: first?.start ?? 0, end: last?.end ?? 0 };
}

function toSpan(pieces: readonly Piece[] | undefined, start: number, end: number): Span {
  return pieces ? { start: toRaw(pieces, start, false), end: toRaw(pieces, end, true) } : { start, end };
}

/** Maps an offset of the kept text to the document's. At a seam, an end belongs to the piece before it. */
function toRaw(pieces: readonly Piece[], offset: number, isEnd: boolean): number {
  let low = 0;
  for (let high = pieces.length; high - low > 1; ) {
    const middle = (low + high) >> 1;
    const start = pieces[middle]?.clean ?? 0;
    if (isEnd ? start < offset : start <= offset) low = middle;
    else high = middle;
  }
  const found = pieces[low];
  return found ? found.raw + (offset - found.clean) : offset;
}

/** The reader of 13 fills a fixed buffer and measures up to a NUL. */
function isLineTooLong13(text: string): boolean {
  const nul = text.indexOf("\0");
  return utf8Length(text, 0, nul < 0 ? text.length : nul) > maxLineBytes13;
}

/** The number of bytes of a stretch of text in UTF-8. */
function utf8Length(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let offset = start; offset < end; offset++) {
    const code = text.charCodeAt(offset);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (code >= 0xd800 && code < 0xe000)
      bytes += 2; // each part of a surrogate pair
    else bytes += 3;
  }
  return bytes;
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const HASH = 0x23;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
