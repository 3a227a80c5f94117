import { type Span, touches } from "../model/span.ts";
import type { AuthField, AuthLine, AuthToken } from "./authLine.ts";
import { includeDirective } from "./authReference.ts";

/** Where an offset is in a line, by the line as it is written, `@file` words counting as one word. */
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

/** Where an offset lies in a line of pg_ident.conf or pg_hosts.conf, whose columns depend on their place alone. */
export interface ColumnPosition<Column> {
  /** The column that the offset touches, or the one that would be typed there. */
  readonly column: Column | "include" | "extra";
  /** The field as written, absent where none was typed yet. */
  readonly field: AuthField | undefined;
  /** The word as written that the offset touches. */
  readonly token: AuthToken | undefined;
  /** Which word of the field, from 0. */
  readonly index: number;
}

/** In which of a line's columns an offset is, by the line as written; `undefined` inside a comment. */
export function columnPosition<Column>(
  line: AuthLine,
  offset: number,
  columns: readonly Column[],
): ColumnPosition<Column> | undefined {
  const position = authPosition(line, offset);
  if (!position) return undefined;
  const { fieldIndex, field, token, tokenIndex } = position;
  const isInclude = namesIncluded(line.fields, fieldIndex);
  return {
    column: isInclude ? "include" : (columns[fieldIndex] ?? "extra"),
    field,
    token,
    index: tokenIndex,
  };
}

/** Whether a field, by those to its left, is the path of an include directive. */
export function namesIncluded(fields: readonly AuthField[], index: number): boolean {
  const directive = fields[0]?.tokens[0]?.text ?? "";
  return index === 1 && fields.length <= 2 && includeDirective(directive) !== undefined;
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
