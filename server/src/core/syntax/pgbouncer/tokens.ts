import type { Span } from "../../model/span.ts";
import { closingQuote } from "./closingQuote.ts";

const spaces = " \t\n\v\f\r";

/** A token of PgBouncer's files of records. `fail`: a quote that is not closed, at which nothing goes on. */
export interface Token {
  readonly kind: "word" | "string" | "comma" | "fail" | "end";
  readonly text: string;
  readonly span: Span;
}

/**
 * The tokens of one line as PgBouncer splits it (`next_token` in `src/hba.c`): blanks separate, a comma is a token, `#` starts a comment
 * even in a word, and a quoted string is never part of a word.
 */
export class Tokens {
  readonly #text: string;
  #at = 0;
  #current: Token;

  constructor(text: string) {
    this.#text = text;
    this.#current = this.#read();
  }

  get current(): Token {
    return this.#current;
  }

  next(): void {
    if (this.#current.kind !== "end") this.#current = this.#read();
  }

  /** Takes the current token if it is this word, or of this kind. */
  eat(kind: Token["kind"], text?: string): boolean {
    if (this.#current.kind !== kind || (text !== undefined && this.#current.text !== text)) return false;
    this.next();
    return true;
  }

  /** What is left, for a method that reads its options itself. */
  eatRest(): void {
    this.#current = { kind: "end", text: "", span: this.#spanFrom(this.#text.length) };
  }

  #spanFrom(start: number, end = start): Span {
    return { start, end };
  }

  #read(): Token {
    const text = this.#text;
    while (this.#at < text.length && spaces.includes(text[this.#at] ?? "")) this.#at++;
    const start = this.#at;
    const first = text[start];
    if (first === undefined || first === "#") {
      this.#at = text.length;
      return { kind: "end", text: "", span: this.#spanFrom(start) };
    }
    if (first === ",") {
      this.#at++;
      return { kind: "comma", text: ",", span: this.#spanFrom(start, start + 1) };
    }
    if (first === '"') return this.#readString(start);
    let end = start + 1;
    while (end < text.length && !`${spaces},#"`.includes(text[end] ?? "")) end++;
    this.#at = end;
    return { kind: "word", text: text.slice(start, end), span: this.#spanFrom(start, end) };
  }

  #readString(start: number): Token {
    const text = this.#text;
    const end = closingQuote(text, '"', start + 1);
    if (end < 0) return { kind: "fail", text: "", span: this.#spanFrom(start, text.length) };
    this.#at = end + 1;
    const inner = text.slice(start + 1, end).replaceAll('""', '"');
    return { kind: "string", text: inner, span: this.#spanFrom(start, end + 1) };
  }
}
