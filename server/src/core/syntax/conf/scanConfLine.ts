import type { Span } from "../../model/span.ts";
import type { ConfExpectation, ConfLine, ConfValueKind } from "./confLine.ts";
import { unquoteConfString } from "./unquoteConfString.ts";

/**
 * Reads the line of postgresql.conf that starts at `lines[index]`; every element of `lines` keeps its own line break.
 * Never fails. Rules: the manual, "Parameter Interaction via the Configuration File", and the servers themselves; they
 * are the same in 13 to 19.
 */
export function scanConfLine(lines: readonly string[], index: number): ConfLine {
  let text = lines[index] ?? "";
  let lineCount = 1;
  // An editor also breaks lines at a lone CR, which is a blank to the server.
  while (text.endsWith("\r") && index + lineCount < lines.length) text += lines[index + lineCount++] ?? "";
  let end = text.length;
  while (end > 0 && isLineBreak(text.charCodeAt(end - 1))) end--;
  return { lineCount, text, ...readStatement(text, end) };
}

/** A file or folder whose settings a line of postgresql.conf includes. */
export interface ConfReference {
  readonly kind: "include" | "include_if_exists" | "include_dir";
  readonly path: string;
  readonly span: Span;
}

/** What a line includes; `undefined` for settings, lines with a syntax error, and names of nothing but blanks. */
export function confReferences(line: ConfLine): ConfReference | undefined {
  if (!line.name || !line.value || line.syntaxError || /^[ \t\r\n]*$/.test(line.value.text)) return undefined;
  const kind = includeKind(line.name.text);
  return kind && { kind, path: line.value.text, span: line.value.span };
}

/** The include directive that a name is, in any case of its letters. */
export function includeKind(name: string): ConfReference["kind"] | undefined {
  const lower = name.toLowerCase();
  return lower === "include" || lower === "include_if_exists" || lower === "include_dir" ? lower : undefined;
}

type TokenKind = ConfValueKind | "qualified-identifier" | "equals" | "comment" | "end" | "unknown";

interface Token extends Span {
  readonly kind: TokenKind;
}

function readStatement(text: string, end: number): Omit<ConfLine, "lineCount" | "text"> {
  const first = nextToken(text, 0, end);
  if (first.kind === "end") return {};
  if (first.kind === "comment") return { comment: toSpan(first) };
  if (first.kind !== "identifier" && first.kind !== "qualified-identifier") {
    const comment = commentAfter(text, first.end, end);
    return { ...fail("name", { start: first.start, end: wordEnd(text, first, end) }), ...comment };
  }

  const name = { text: text.slice(first.start, first.end), span: toSpan(first) };
  let token = nextToken(text, first.end, end);
  if (token.kind === "unknown" && token.start === first.end && text[token.start] !== "'") {
    const stop = wordEnd(text, token, end);
    return { name, ...fail("name", { start: first.start, end: stop }), ...commentAfter(text, stop, end) };
  }
  const equals = token.kind === "equals" ? toSpan(token) : undefined;
  if (equals) token = nextToken(text, equals.end, end);
  const head = { name, ...(equals && { equals }) };

  if (token.kind === "end" || token.kind === "comment" || token.kind === "equals") {
    const span =
      token.kind === "equals" ? toSpan(token) : { start: first.start, end: equals?.end ?? first.end };
    return { ...head, ...fail("value", span), ...commentAfter(text, token.start, end) };
  }
  return { ...head, ...readValue(text, token, end, equals !== undefined) };
}

function readValue(
  text: string,
  token: Token,
  end: number,
  afterEquals: boolean,
): Pick<ConfLine, "value" | "comment" | "syntaxError"> {
  if (token.kind === "unknown" && text[token.start] === "'") return unclosed(text, token.start, end);
  if (token.kind === "unknown" && !afterEquals && /[^\w'"/*.$\\-]/.test(text[token.start] ?? "")) {
    const stop = wordEnd(text, token, end);
    return { ...fail("value", { start: token.start, end: stop }), ...commentAfter(text, stop, end) };
  }
  const next = nextToken(text, token.end, end);
  const isValue = token.kind !== "unknown" && token.kind !== "qualified-identifier";
  const adjacent = next.start === token.end && next.kind !== "end" && next.kind !== "comment";
  const isString = token.kind === "string";
  if (isString && next.kind === "unknown" && adjacent && text[next.start] === "'") {
    return unclosed(text, token.start, end);
  }
  if (!isValue || (adjacent && !isString)) {
    const span = { start: token.start, end: wordEnd(text, adjacent ? next : token, end) };
    const value = { text: text.slice(span.start, span.end), span, kind: "unquoted-string" as const };
    return { value, ...fail("quotes", span), ...commentAfter(text, span.end, end) };
  }
  const span = toSpan(token);
  const written = text.slice(token.start, token.end);
  const kind = token.kind as ConfValueKind;
  const value = { text: isString ? unquoteConfString(written) : upToNul(written), span, kind };
  if (next.kind === "end") return { value };
  if (next.kind === "comment") return { value, comment: toSpan(next) };
  const comment = commentAfter(text, next.end, end);
  const stop = trimEnd(text, next.end, comment.comment?.start ?? end);
  return { value, ...fail("end-of-line", { start: next.start, end: stop }), ...comment };
}

function unclosed(text: string, start: number, end: number): Pick<ConfLine, "value" | "syntaxError"> {
  const span = { start, end: trimEnd(text, start + 1, end) };
  const value = { text: text.slice(start + 1, span.end), span, kind: "string" as const };
  return { value, ...fail("closing-quote", span) };
}

function fail(expected: ConfExpectation, span: Span): Pick<ConfLine, "syntaxError"> {
  return { syntaxError: { span, expected } };
}

/**
 * The comment behind a syntax error, found as the server finds it while it looks for the end of the line. The search
 * gives up where it makes no sense any more, so that a line full of quotes costs no more than others.
 */
function commentAfter(text: string, offset: number, end: number): Pick<ConfLine, "comment"> {
  let token = nextToken(text, offset, end);
  for (let strays = 0; token.kind !== "end" && token.kind !== "comment" && strays < 100; ) {
    if (token.kind === "unknown") strays++;
    token = nextToken(text, token.end, end);
  }
  return token.kind === "comment" ? { comment: toSpan(token) } : {};
}

/** The token at or after an offset: the longest that fits, and of several as long the one listed first. */
function nextToken(text: string, offset: number, end: number): Token {
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
  let found: Token = { kind: "unknown", start, end: start + 1 };
  for (const [kind, pattern] of numberPatterns) {
    pattern.lastIndex = start;
    if (!pattern.test(text)) continue;
    if (found.kind === "unknown" || pattern.lastIndex > found.end)
      found = { kind, start, end: pattern.lastIndex };
  }
  return found;
}

/** The word that a letter starts: an identifier, two joined by a dot, or what may also hold `-`, `.`, `:` and `/`. */
function wordAt(text: string, start: number): Token {
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

/** `-`, `.` and `/` stand before the digits, `:` behind them. */
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

/** The end of the run without blanks that a token starts: what a reader takes for one word. */
function wordEnd(text: string, token: Span, end: number): number {
  let offset = token.end;
  while (offset < end && !isBlank(text.charCodeAt(offset)) && text[offset] !== "#") offset++;
  return offset;
}

/** The server copies a token as a C string. */
function upToNul(text: string): string {
  const nul = text.indexOf("\0");
  return nul < 0 ? text : text.slice(0, nul);
}

function trimEnd(text: string, start: number, end: number): number {
  let stop = end;
  while (stop > start && isBlank(text.charCodeAt(stop - 1))) stop--;
  return stop;
}

function toSpan({ start, end }: Span): Span {
  return { start, end };
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d;
}

function isLineBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}
