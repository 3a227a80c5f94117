import type { Span } from "./span.ts";

/** What is shown about the word under the pointer. */
export interface Hover {
  /** The line on which the word's record starts, and the word in it. */
  readonly line: number;
  readonly span: Span;
  /** Markdown. */
  readonly markdown: string;
}
