import { type Span, touches } from "../model/span.ts";
import type { AuthField, AuthLine, AuthToken } from "./authLine.ts";

/** Where an offset lies in a line, told by the line as it is written, `@file` words counting as one word. */
export interface AuthPosition {
  /** The field that the offset touches, or the one that would be typed there. */
  readonly fieldIndex: number;
  /** The word of the field that the offset touches, or the one that would be typed there. */
  readonly tokenIndex: number;
  readonly field: AuthField | undefined;
  /** Absent between words. */
  readonly token: AuthToken | undefined;
}

/** Finds out where an offset lies; `undefined` inside a comment. */
export function authPosition(line: AuthLine, offset: number): AuthPosition | undefined {
  if (line.comment && offset > line.comment.start) return undefined;
  const { fields } = line;
  for (const [fieldIndex, field] of fields.entries()) {
    if (!touches(field.span, offset)) {
      if (offset < field.span.start) return between(line, fieldIndex);
      continue;
    }
    const tokenIndex = field.tokens.findIndex((token) => offset <= token.span.end);
    const token = field.tokens[tokenIndex];
    return { fieldIndex, tokenIndex, field, token: token && touches(token.span, offset) ? token : undefined };
  }
  return between(line, fields.length);
}

/** The span of the value of a word without the quotation marks around it, for replacing what was typed. */
export function unquotedSpan(line: AuthLine, token: AuthToken): Span {
  const { start, end } = token.span;
  const opens = line.text.charCodeAt(start) === QUOTE;
  const closes = opens && end - start > 1 && line.text.charCodeAt(end - 1) === QUOTE;
  return { start: opens ? start + 1 : start, end: closes ? end - 1 : end };
}

/** Before the field of an index, and after the one before it, which goes on when a comma ends its last word. */
function between(line: AuthLine, fieldIndex: number): AuthPosition {
  const before = line.fields[fieldIndex - 1];
  if (before && line.text.charCodeAt(before.span.end) === COMMA)
    return { fieldIndex: fieldIndex - 1, tokenIndex: before.tokens.length, field: before, token: undefined };
  return { fieldIndex, tokenIndex: 0, field: undefined, token: undefined };
}

const QUOTE = 0x22;
const COMMA = 0x2c;
