import { type Span, touches } from "../../model/span.ts";
import type { ConfLine } from "./confLine.ts";

/** Where in a line of postgresql.conf a text cursor is. */
export interface ConfPosition {
  readonly kind: "name" | "equals" | "value" | "comment" | "after-value";
  /** What is written there: what a completion replaces and a hover covers. Empty where nothing is. */
  readonly span: Span;
}

/**
 * The part of a line that an offset is in. Unfinished lines count as what they are about to become: behind a name and a
 * blank comes the value, since the equals sign may be left out.
 */
export function confAt(line: ConfLine, offset: number): ConfPosition {
  const { name, equals, value, comment, syntaxError } = line;
  const here = { start: offset, end: offset };
  if (comment && offset > comment.start) return { kind: "comment", span: comment };
  if (!name) {
    const word = syntaxError?.expected === "name" && touches(syntaxError.span, offset) && syntaxError.span;
    return {
      kind: syntaxError && !word && offset > syntaxError.span.end ? "after-value" : "name",
      span: word || here,
    };
  }
  const nameSpan = syntaxError?.expected === "name" ? syntaxError.span : name.span;
  if (offset <= nameSpan.end) return { kind: "name", span: offset < nameSpan.start ? here : nameSpan };
  if (value && offset > value.span.end) return { kind: "after-value", span: here };
  if (value && offset >= value.span.start) return { kind: "value", span: value.span };
  if (equals && offset <= equals.start)
    return { kind: "equals", span: offset === equals.start ? equals : here };
  return { kind: "value", span: here };
}
