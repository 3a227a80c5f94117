import type { Span } from "../../model/span.ts";
import { closingQuote } from "./closingQuote.ts";

/** A parameter of a line in `[databases]`, `[users]` or `[peers]`; spans count from the start of the value. */
export interface LineParameter {
  readonly name: string;
  readonly value: string;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
}

/** What keeps PgBouncer from reading such a value to its end. */
export interface LineFault {
  readonly kind: "equals-missing" | "value-missing" | "quote-open";
  readonly span: Span;
}

/**
 * Reads `name=value …` as PgBouncer does (`cstr_get_pair` in `src/loader.c`): only blanks separate, a quote is doubled between single
 * quotes, no value is empty, and the character behind a closing quote is passed over, whatever it is.
 */
export function readLineParameters(text: string): {
  readonly parameters: readonly LineParameter[];
  readonly fault?: LineFault;
} {
  const parameters: LineParameter[] = [];
  let at = 0;
  const skip = () => {
    while (text[at] === " ") at++;
  };
  const stop = (kind: LineFault["kind"], start: number, end = text.length) => ({
    parameters,
    fault: { kind, span: { start, end } },
  });
  for (;;) {
    skip();
    if (at >= text.length) return { parameters };
    const start = at;
    while (at < text.length && text[at] !== "=" && text[at] !== " ") at++;
    const nameSpan = { start, end: at };
    skip();
    if (text[at] !== "=" || nameSpan.start === nameSpan.end)
      return stop("equals-missing", start, Math.max(nameSpan.end, start + 1));
    at++;
    skip();
    const from = at;
    let value = "";
    if (text[at] === "'") {
      const close = closingQuote(text, "'", at + 1);
      if (close < 0) return stop("quote-open", from);
      value = text.slice(at + 1, close).replaceAll("''", "'");
      at = close + 1;
    } else {
      while (at < text.length && text[at] !== " ") at++;
      value = text.slice(from, at);
    }
    if (value === "") return stop("value-missing", start, Math.max(at, nameSpan.end));
    const name = text.slice(nameSpan.start, nameSpan.end);
    parameters.push({ name, value, nameSpan, valueSpan: { start: from, end: at } });
    at++;
  }
}
