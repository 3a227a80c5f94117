import { nextLine } from "../../model/lines.ts";
import { type MappedText, mapEscaped, mapVerbatim } from "./mappedText.ts";

/** A token of SQL, as far as it matters where strings are. */
export interface SqlToken {
  readonly kind: "word" | "string" | "sign";
  /** Of a word in small letters, unless it is quoted; of a sign the sign. */
  readonly text: string;
  /** Of a string that can be read: its value. */
  readonly value?: MappedText;
  /** Of a word: its text, with where it is written. */
  readonly name?: MappedText;
  /** Of a string between dollars, which may hold SQL itself. */
  readonly isDollar?: true;
}

/**
 * The tokens of SQL between two offsets (manual, "Lexical Structure"), comments left out; backslashes are characters outside of `E'…'`, as
 * they are with `standard_conforming_strings`.
 */
export function* sqlTokens(source: string, start: number, end: number): Iterable<SqlToken> {
  let offset = start;
  while (offset < end) {
    const character = source[offset] ?? "";
    const next = source[offset + 1];
    if (/\s/.test(character)) offset++;
    else if (character === "-" && next === "-") offset = nextLine(source, offset);
    else if (character === "/" && next === "*") offset = commentEnd(source, offset, end);
    else if (character === "'") {
      const close = quoteEnd(source, offset, end, false);
      yield { kind: "string", text: "", value: mapEscaped(source, offset + 1, close, doubledQuote) };
      offset = close + 1;
    } else if (character === '"') {
      const quote = source.indexOf('"', offset + 1);
      const close = quote < 0 || quote > end ? end : quote;
      const name = mapVerbatim(source, offset + 1, close);
      yield { kind: "word", text: name.text, name };
      offset = close + 1;
    } else if (character === "$") {
      const dollar = dollarString(source, offset, end);
      if (!dollar) {
        offset++;
        continue;
      }
      yield { kind: "string", text: "", value: mapVerbatim(source, dollar.from, dollar.to), isDollar: true };
      offset = dollar.end;
    } else if (isLetter(character)) {
      const first = offset;
      while (offset < end && isWordPart(source[offset] ?? "")) offset++;
      const word = mapVerbatim(source, first, offset);
      // Only these letters: what is folded keeps its length.
      const text = word.text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
      if (text === "e" && source[offset] === "'") {
        const close = quoteEnd(source, offset, end, true);
        yield { kind: "string", text: "", value: mapEscaped(source, offset + 1, close, escapeOfE) };
        offset = close + 1;
      } else if (text === "u" && source.startsWith("&'", offset)) {
        offset = quoteEnd(source, offset + 1, end, false) + 1;
        yield { kind: "string", text: "" };
      } else yield { kind: "word", text, name: { ...word, text } };
    } else {
      yield { kind: "sign", text: character };
      offset++;
    }
  }
}

function isLetter(character: string): boolean {
  return /[A-Za-z_\u0080-\uffff]/.test(character);
}

function isWordPart(character: string): boolean {
  return isLetter(character) || /[0-9$]/.test(character);
}

/** Comments of SQL may hold others. */
function commentEnd(source: string, start: number, end: number): number {
  let depth = 0;
  for (let offset = start; offset < end; offset++) {
    if (source.startsWith("/*", offset)) {
      depth++;
      offset++;
    } else if (source.startsWith("*/", offset)) {
      depth--;
      offset++;
      if (depth === 0) return offset + 1;
    }
  }
  return end;
}

/** The offset of the quote that ends a string, or the end. */
function quoteEnd(source: string, open: number, end: number, hasBackslashes: boolean): number {
  for (let offset = open + 1; offset < end; offset++) {
    if (hasBackslashes && source[offset] === "\\") offset++;
    else if (source[offset] === "'") {
      if (source[offset + 1] !== "'") return offset;
      offset++;
    }
  }
  return end;
}

function doubledQuote(source: string, offset: number) {
  return source[offset] === "'" ? { text: "'", end: offset + 2 } : undefined;
}

function escapeOfE(source: string, offset: number) {
  if (source[offset] === "'") return { text: "'", end: offset + 2 };
  if (source[offset] !== "\\") return undefined;
  const rest = source.slice(offset + 1, offset + 10);
  const code = /^x([\da-fA-F]{1,2})|^u([\da-fA-F]{4})|^U([\da-fA-F]{8})|^([0-7]{1,3})/.exec(rest);
  if (code) {
    const number = code[4]
      ? Number.parseInt(code[4], 8)
      : Number.parseInt(code[1] ?? code[2] ?? code[3] ?? "", 16);
    return {
      text: number <= 0x10ffff ? String.fromCodePoint(number) : "\ufffd",
      end: offset + 1 + code[0].length,
    };
  }
  const [sign = ""] = rest;
  return { text: letters[sign] ?? sign, end: offset + 2 };
}

const letters: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

function dollarString(source: string, start: number, end: number) {
  const [tag] =
    /^\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]{0,62})?\$/.exec(source.slice(start, start + 66)) ?? [];
  if (tag === undefined) return undefined;
  const from = start + tag.length;
  const close = source.indexOf(tag, from);
  const to = close < 0 || close > end ? end : close;
  return { from, to, end: Math.min(to + tag.length, end) };
}
