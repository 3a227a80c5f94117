import type { AuthField, AuthLine } from "../authLine.ts";
import { type ColumnPosition, columnPosition } from "../authPosition.ts";
import { readAuthRecord } from "../authRecord.ts";
import type { ReferenceContext } from "../authReference.ts";
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
export type IdentPosition = ColumnPosition<IdentColumn>;

/** Where an offset is, by the line as written. `undefined` inside a comment. */
export function identAt(record: IdentRecord, offset: number): IdentPosition | undefined {
  return columnPosition(record.line, offset, columns);
}

const columns: readonly IdentColumn[] = ["map", "systemUser", "databaseUser"];
