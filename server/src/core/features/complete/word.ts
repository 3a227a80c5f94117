import type { CompletionList } from "../../model/completion.ts";
import type { Span } from "../../model/span.ts";
import type { PathQuestion } from "./paths.ts";

/** The word at a text cursor. */
export interface Word {
  /** What a proposal replaces: inside quotes, the text between them; else the whole word. */
  readonly span: Span;
  /** The cursor is inside quotes, so that a proposal needs none. */
  readonly isQuoted: boolean;
  /** From the word's start to the cursor. */
  readonly typed: string;
}

/** The proposals of one place, before it is known on which line. */
export interface Proposals extends Pick<CompletionList, "span" | "items"> {
  /** The path that files were looked for to go on with. */
  readonly path?: PathQuestion;
}

/**
 * The word in a span of a record's text, `undefined` for none. `isOpen`: a quotation mark before the span
 * opened a string that goes on in it.
 */
export function wordAt(
  text: string,
  span: Span | undefined,
  offset: number,
  quote: '"' | "'",
  isOpen = false,
): Word {
  if (!span) return { span: { start: offset, end: offset }, isQuoted: false, typed: "" };
  const opens = !isOpen && text[span.start] === quote && offset > span.start;
  const isInside = opens || isOpen;
  const start = opens ? span.start + 1 : span.start;
  const closes = isInside && span.end > start && text[span.end - 1] === quote;
  if (closes && offset === span.end) return { span, isQuoted: false, typed: text.slice(span.start, offset) };
  // Where nothing closes the quotes, what follows the cursor was hardly meant to be inside.
  const end = isInside ? (closes ? span.end - 1 : offset) : span.end;
  return { span: { start, end }, isQuoted: isInside, typed: text.slice(start, offset) };
}

/** Text that means itself in the editor's snippet syntax. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** Keeps proposals in the order of a table. */
export function sortKey(rank: number, index: number): string {
  return `${rank}${String(index).padStart(3, "0")}`;
}
