import type { Span } from "../../model/span.ts";

/** What a line of postgresql.conf says, whatever else is on it. */
export interface ConfStatement {
  /** The text as it is in the document, line breaks included; spans count in it. */
  readonly text: string;
  /** Absent on blank lines, comments, and lines that start with something else. */
  readonly name: { readonly text: string; readonly span: Span } | undefined;
  /**
   * `text` has quotes and escapes undone; `span` includes the quotes. With a syntax error, what seems to be meant:
   * the words that lack quotes, or the text after a quote that is not closed.
   */
  readonly value: { readonly text: string; readonly span: Span } | undefined;
  /** Where and why the server's grammar gives up on the line; such a line sets nothing. */
  readonly syntaxError: { readonly span: Span; readonly expected: ConfExpectation } | undefined;
}

/** One line of postgresql.conf: nothing in it continues on the next. */
export interface ConfLine extends ConfStatement {
  /** 1, or more where an editor breaks a line at a lone carriage return and the server does not. */
  readonly lineCount: number;
  readonly equals: Span | undefined;
  readonly value: { readonly text: string; readonly span: Span; readonly kind: ConfValueKind } | undefined;
  /** From `#` to the end. */
  readonly comment: Span | undefined;
}

/** The kinds of value token in `guc-file.l`. */
export type ConfValueKind = "identifier" | "string" | "integer" | "real" | "unquoted-string";

/**
 * What the grammar wanted where it gave up: a name of letters, digits and underscores with one dot at most; a value;
 * quotes around a value; the quote that closes one; the end of the line after a value.
 */
export type ConfExpectation = "name" | "value" | "quotes" | "closing-quote" | "end-of-line";
