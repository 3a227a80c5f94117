import type { Span } from "../../model/span.ts";
import type { ConfExpectation, ConfLine, ConfStatement, ConfValueKind } from "./confLine.ts";
import { type ConfToken, isBlank, nextToken } from "./confToken.ts";
import { unquoteConfString } from "./unquoteConfString.ts";

/**
 * Reads the line of postgresql.conf that starts at `lines[index]`; every element of `lines` keeps its own line break.
 * Never fails. Rules: the manual, "Parameter Interaction via the Configuration File", and the servers themselves; they
 * are the same in 13 to 19.
 */
export function scanConfLine(lines: readonly string[], index: number): ConfLine {
  let lineCount = 1;
  // An editor also breaks lines at a lone CR, which is a blank to the server.
  while (lines[index + lineCount - 1]?.endsWith("\r") && index + lineCount < lines.length) lineCount++;
  const text = lineCount > 1 ? lines.slice(index, index + lineCount).join("") : (lines[index] ?? "");
  let end = text.length;
  while (end > 0 && isLineBreak(text.charCodeAt(end - 1))) end--;
  const line: Draft = {
    lineCount,
    text,
    name: undefined,
    equals: undefined,
    value: undefined,
    comment: undefined,
    syntaxError: undefined,
  };
  readStatement(line, end);
  return line;
}

/** A file or folder whose settings a line of postgresql.conf includes. */
export interface ConfReference {
  readonly kind: "include" | "include_if_exists" | "include_dir";
  readonly path: string;
  readonly span: Span;
}

/** What a line includes; `undefined` for settings, lines with a syntax error, and names of nothing but blanks. */
export function confReferences(line: ConfStatement): ConfReference | undefined {
  if (!line.name || !line.value || line.syntaxError) return undefined;
  const kind = includeKind(line.name.text);
  if (!kind || /^[ \t\r\n]*$/.test(line.value.text)) return undefined;
  return { kind, path: line.value.text, span: line.value.span };
}

/** The include directive that a name is, in any case of its letters. */
export function includeKind(name: string): ConfReference["kind"] | undefined {
  return isInclude.test(name) ? (name.toLowerCase() as ConfReference["kind"]) : undefined;
}

const isInclude = /^include(?:_if_exists|_dir)?$/i;

/** A line while it is read: one object of one shape, since copies would take longer than the reading. */
type Draft = { -readonly [Part in keyof ConfLine]: ConfLine[Part] };

function readStatement(line: Draft, end: number): void {
  const { text } = line;
  const first = nextToken(text, 0, end);
  if (first.kind === "end") return;
  if (first.kind === "comment") {
    line.comment = toSpan(first);
    return;
  }
  if (first.kind !== "identifier" && first.kind !== "qualified-identifier") {
    const span = { start: first.start, end: wordEnd(text, first, end) };
    fail(line, "name", span, commentAfter(text, first.end, end));
    return;
  }

  line.name = { text: text.slice(first.start, first.end), span: toSpan(first) };
  let token = nextToken(text, first.end, end);
  if (token.kind === "unknown" && token.start === first.end && text[token.start] !== "'") {
    const stop = wordEnd(text, token, end);
    fail(line, "name", { start: first.start, end: stop }, commentAfter(text, stop, end));
    return;
  }
  if (token.kind === "equals") {
    line.equals = toSpan(token);
    token = nextToken(text, token.end, end);
  }
  if (token.kind === "end" || token.kind === "comment" || token.kind === "equals") {
    const span =
      token.kind === "equals" ? toSpan(token) : { start: first.start, end: line.equals?.end ?? first.end };
    fail(line, "value", span, commentAfter(text, token.start, end));
    return;
  }
  readValue(line, token, end);
}

function readValue(line: Draft, token: ConfToken, end: number): void {
  const { text } = line;
  if (token.kind === "unknown" && text[token.start] === "'") {
    leaveOpen(line, token.start, end);
    return;
  }
  if (token.kind === "unknown" && !line.equals && /[^\w'"/*.$\\-]/.test(text[token.start] ?? "")) {
    const stop = wordEnd(text, token, end);
    fail(line, "value", { start: token.start, end: stop }, commentAfter(text, stop, end));
    return;
  }
  const next = nextToken(text, token.end, end);
  const isValue = token.kind !== "unknown" && token.kind !== "qualified-identifier";
  const adjacent = next.start === token.end && next.kind !== "end" && next.kind !== "comment";
  const isString = token.kind === "string";
  if (isString && next.kind === "unknown" && adjacent && text[next.start] === "'") {
    leaveOpen(line, token.start, end);
    return;
  }
  if (!isValue || (adjacent && !isString)) {
    const span = { start: token.start, end: wordEnd(text, adjacent ? next : token, end) };
    line.value = { text: text.slice(span.start, span.end), span, kind: "unquoted-string" };
    fail(line, "quotes", span, commentAfter(text, span.end, end));
    return;
  }
  const written = text.slice(token.start, token.end);
  line.value = {
    text: isString ? unquoteConfString(written) : upToNul(written),
    span: toSpan(token),
    kind: token.kind as ConfValueKind,
  };
  if (next.kind === "end") return;
  if (next.kind === "comment") {
    line.comment = toSpan(next);
    return;
  }
  const comment = commentAfter(text, next.end, end);
  const stop = trimEnd(text, next.end, comment?.start ?? end);
  fail(line, "end-of-line", { start: next.start, end: stop }, comment);
}

/** The value starts with a quote that nothing closes. */
function leaveOpen(line: Draft, start: number, end: number): void {
  const span = { start, end: trimEnd(line.text, start + 1, end) };
  line.value = { text: line.text.slice(start + 1, span.end), span, kind: "string" };
  fail(line, "closing-quote", span);
}

function fail(line: Draft, expected: ConfExpectation, span: Span, comment?: Span): void {
  line.syntaxError = { span, expected };
  line.comment = comment;
}

/**
 * The comment behind a syntax error, found as the server finds it while it looks for the end of the line. The search
 * gives up where it makes no sense any more, so that a line full of quotes costs no more than others.
 */
function commentAfter(text: string, offset: number, end: number): Span | undefined {
  let token = nextToken(text, offset, end);
  for (let strays = 0; token.kind !== "end" && token.kind !== "comment" && strays < 100; ) {
    if (token.kind === "unknown") strays++;
    token = nextToken(text, token.end, end);
  }
  return token.kind === "comment" ? toSpan(token) : undefined;
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

function isLineBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}
