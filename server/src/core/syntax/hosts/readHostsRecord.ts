import type { AuthField, AuthLine, AuthToken } from "../authLine.ts";
import { authPosition } from "../authPosition.ts";
import { readAuthRecord } from "../authRecord.ts";
import { includeDirective, type ReferenceContext } from "../authReference.ts";
import type { HostsColumn, HostsRecord } from "./hostsRecord.ts";

/** Puts the fields of a line into the columns of pg_hosts.conf. Never fails. */
export function readHostsRecord(line: AuthLine, context: ReferenceContext): HostsRecord {
  const record = readAuthRecord(line, context, (index) => index === 0);
  const fields: readonly AuthField[] = record.include ? [] : record.fields;
  return {
    ...record,
    hostNames: fields[0],
    certificate: fields[1],
    key: fields[2],
    certificateAuthority: fields[3],
    passphraseCommand: fields[4],
    reloadFlag: fields[5],
  };
}

/** Where in a record of pg_hosts.conf an offset lies. */
export interface HostsPosition {
  /** The column that the offset touches, or the one that would be typed there. */
  readonly column: HostsColumn;
  /** The field as written, absent where none was typed yet. */
  readonly field: AuthField | undefined;
  /** The word as written that the offset touches. */
  readonly token: AuthToken | undefined;
  /** Which word of the field, from 0. */
  readonly index: number;
}

/** Tells where an offset lies, by the line as written. `undefined` inside a comment. */
export function hostsAt(record: HostsRecord, offset: number): HostsPosition | undefined {
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

const columns: readonly HostsColumn[] = [
  "hostNames",
  "certificate",
  "key",
  "certificateAuthority",
  "passphraseCommand",
  "reloadFlag",
];
