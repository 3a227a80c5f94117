/**
 * A stretch of one record's text: offsets in UTF-16 units from the record's first character, the end excluded.
 * Counting from the record and not from the file keeps what was found in a record true while lines above it come and go.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A stretch of a document: the line on which a record starts, from 0, and a span of that record's text. */
export interface Place {
  readonly uri: string;
  readonly line: number;
  readonly span: Span;
}

/** Whether an offset lies in a span or touches its end, as a text cursor does. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** The order of places in a document, for `sort`. */
export function byPlace(a: Omit<Place, "uri">, b: Omit<Place, "uri">): number {
  return a.line - b.line || a.span.start - b.span.start;
}
