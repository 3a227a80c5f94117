import type { AuthField, AuthLine, AuthToken } from "../authLine.ts";
import { authPosition } from "../authPosition.ts";
import { readAuthRecord } from "../authRecord.ts";
import { includeDirective, type ReferenceContext } from "../authReference.ts";
import type { IdentColumn, IdentRecord } from "./identRecord.ts";

/** Puts the fields of a line into the columns of pg_ident.conf. Never fails. */
export function readIdentRecord(line: AuthLine, context: ReferenceContext): IdentRecord {
  const record = readAuthRecord(line, context, () => false);
  const fields: readonly AuthField[] = record.include ? [] : record.fields;
  return {
    line,
    fields: record.fields,
    isComplete: record.isComplete,
    include: record.include,
    problem: record.problem,
    map: fields[0],
    systemUser: fields[1],
    databaseUser: fields[2],
  };
}

/** Where in a record of pg_ident.conf an offset lies. */
export interface IdentPosition {
  /** The column that the offset touches, or the one that would be typed there. */
  readonly column: IdentColumn;
  /** The field as written, absent where none was typed yet. */
  readonly field: AuthField | undefined;
  /** The word as written that the offset touches. */
  readonly token: AuthToken | undefined;
  /** Which word of the field, from 0. */
  readonly index: number;
}

/** Tells where an offset lies, by the line as written. `undefined` inside a comment. */
export function identAt(record: IdentRecord, offset: number): IdentPosition | undefined {
  const { fields } = record.line;
  const position = authPosition(record.line, offset);
  if (!position) return undefined;
  const { fieldIndex, field, token, tokenIndex } = position;
  const isInclude =
    fieldIndex === 1 &&
    fields.length <= 2 &&
    includeDirective(fields[0]?.tokens[0]?.text ?? "") !== undefined;
  return {
    column: isInclude ? "include" : (columns[fieldIndex] ?? "extra"),
    field,
    token,
    index: tokenIndex,
  };
}

const columns: readonly IdentColumn[] = ["map", "systemUser", "databaseUser"];
