import type { AuthField, AuthLine } from "../authLine.ts";
import { type ColumnPosition, columnPosition } from "../authPosition.ts";
import { readAuthRecord } from "../authRecord.ts";
import type { ReferenceContext } from "../authReference.ts";
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
export type HostsPosition = ColumnPosition<HostsColumn>;

/** Where an offset is, by the line as written. `undefined` inside a comment. */
export function hostsAt(record: HostsRecord, offset: number): HostsPosition | undefined {
  return columnPosition(record.line, offset, columns);
}

const columns: readonly HostsColumn[] = [
  "hostNames",
  "certificate",
  "key",
  "certificateAuthority",
  "passphraseCommand",
  "reloadFlag",
];
