import type { Span } from "../../model/span.ts";
import type { ConfValueKind } from "./confLine.ts";

type TokenKind = ConfValueKind | "qualified-identifier" | "equals" | "comment" | "end" | "unknown";

/** A token as `guc-file.l` cuts a line into. */
export interface ConfToken extends Span {
  readonly kind: TokenKind;
}

/** The token at or after an offset: the longest that fits, and of several as long the one listed first. */
export function nextToken(text: string, offset: number, end: number): ConfToken {
  let start = offset;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  if (start >= end) return { kind: "end", start: end, end };
  const first = text[start] ?? "";
  if (first === "#") return { kind: "comment", start, end };
  if (first === "=") return { kind: "equals", start, end: start + 1 };
  if (first === "'") {
    const stop = stringEnd(text, start, end);
    return stop ? { kind: "string", start, end: stop } : { kind: "unknown", start, end: start + 1 };
  }
  if (isLetter(text.charCodeAt(start))) return wordAt(text, start);
  let found: ConfToken = { kind: "unknown", start, end: start + 1 };
  if (!isNumberStart(text.charCodeAt(start))) return found;
  const plain = plainNumberEnd(text, start);
  if (plain > start) return { kind: "integer", start, end: plain };
  for (const [kind, pattern] of numberPatterns) {
    pattern.lastIndex = start;
    if (!pattern.test(text)) continue;
    if (found.kind === "unknown" || pattern.lastIndex > found.end)
      found = { kind, start, end: pattern.lastIndex };
  }
  return found;
}

/** The word that a letter starts: an identifier, two joined by a dot, or what may also hold `-`, `.`, `:` and `/`. */
function wordAt(text: string, start: number): ConfToken {
  const identifier = identifierEnd(text, start);
  let end = identifier;
  while (isLetter(text.charCodeAt(end)) || isDigitOrMark(text.charCodeAt(end))) end++;
  if (end === identifier) return { kind: "identifier", start, end };
  const isQualified =
    text.charCodeAt(identifier) === DOT &&
    isLetter(text.charCodeAt(identifier + 1)) &&
    identifierEnd(text, identifier + 1) === end;
  return { kind: isQualified ? "qualified-identifier" : "unquoted-string", start, end };
}

function identifierEnd(text: string, start: number): number {
  let end = start;
  while (isLetter(text.charCodeAt(end)) || isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** Bytes from 0x80 on count as letters, so every character beyond ASCII is one. */
function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || code >= 0x80;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** The end of decimal digits with their unit, which most numbers are; the start itself where it is anything else. */
function plainNumberEnd(text: string, start: number): number {
  let end = start;
  while (isDigit(text.charCodeAt(end))) end++;
  if (text.charCodeAt(end) === DOT || text[end] === "x") return start;
  while (end > start && isUnit(text.charCodeAt(end))) end++;
  return end;
}

function isUnit(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** A digit, a dot or a sign. */
function isNumberStart(code: number): boolean {
  return isDigit(code) || code === DOT || code === 0x2b || code === 0x2d;
}

/** `-`, `.` and `/` come before the digits, `:` after them. */
function isDigitOrMark(code: number): boolean {
  return code >= 0x2d && code <= 0x3a;
}

const DOT = 0x2e;

/** Letters behind a number are its unit, so `1e3` is `1` with the unit `e`, and then `3`. */
const numberPatterns: readonly (readonly [TokenKind, RegExp])[] = [
  ["integer", /[-+]?(?:0x[0-9a-fA-F]+|[0-9]+)[A-Za-z]*/y],
  ["real", /[-+]?[0-9]*\.[0-9]*(?:[Ee][-+]?[0-9]+)?/y],
];

/** Behind the quote that closes a string, or 0 when none does. */
function stringEnd(text: string, start: number, end: number): number {
  let closed = 0;
  for (let offset = start + 1; offset < end; offset++) {
    if (text[offset] === "\\") offset++;
    else if (text[offset] === "'") {
      closed = offset + 1;
      if (text[closed] !== "'") return closed;
      offset++; // two quotes are one in the text, unless nothing closes the string behind them
    }
  }
  return closed;
}

export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d;
}
