import type { Span } from "../../model/span.ts";

/** A keyword with its value in a string for .NET. */
export interface NpgsqlPair {
  readonly name: string;
  readonly value: string;
  readonly nameSpan: Span;
  /** Without quotes. */
  readonly valueSpan: Span;
}

/**
 * Reads `Keyword=value;Keyword='value'` as .NET does (`DbConnectionStringBuilder`): blanks around names and values do not count, a value may
 * be in quotation marks of either kind, which are doubled inside. Never fails; what has no `=` is left out.
 */
export function readNpgsqlString(text: string): readonly NpgsqlPair[] {
  const pairs: NpgsqlPair[] = [];
  for (let offset = 0; offset < text.length; ) {
    const equals = text.indexOf("=", offset);
    if (equals < 0) break;
    const lead = text.slice(offset, equals);
    const nameSpan = trimmed(text, offset + lead.lastIndexOf(";") + 1, equals);
    const first = equals + 1 + (/^\s*/.exec(text.slice(equals + 1))?.[0].length ?? 0);
    const quote = text[first];
    const isQuoted = quote === "'" || quote === '"';
    const close = isQuoted ? closing(text, first + 1, quote) : undefined;
    const semicolon = text.indexOf(";", close ?? first);
    const end = semicolon < 0 ? text.length : semicolon;
    const valueSpan =
      close === undefined ? trimmed(text, Math.min(first, end), end) : { start: first + 1, end: close };
    const written = text.slice(valueSpan.start, valueSpan.end);
    const value = close === undefined ? written : written.replaceAll(`${quote}${quote}`, quote ?? "");
    pairs.push({ name: text.slice(nameSpan.start, nameSpan.end), value, nameSpan, valueSpan });
    offset = end + 1;
  }
  return pairs;
}

function trimmed(text: string, from: number, to: number): Span {
  const inner = text.slice(from, to);
  const start = from + inner.length - inner.trimStart().length;
  return { start, end: start + inner.trim().length };
}

/** The offset of the quotation mark that ends a value; two of them are one in it. */
function closing(text: string, start: number, quote: string): number | undefined {
  for (let offset = start; offset < text.length; offset++) {
    if (text[offset] !== quote) continue;
    if (text[offset + 1] !== quote) return offset;
    offset++;
  }
  return undefined;
}
