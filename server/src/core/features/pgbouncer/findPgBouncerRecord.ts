import type { PgBouncer, PlacedLine } from "../../cluster/pgbouncer.ts";
import { maskedBytes, numericAddress } from "../../model/address.ts";
import type { PgBouncerRecord } from "../../syntax/pgbouncer/readHbaLine.ts";
import type { NameColumn } from "../../syntax/pgbouncer/readNames.ts";
import type { Client } from "../connect/connection.ts";

/** The first record that matches a client, and those before it of which that is not known. */
export interface FoundRecord {
  readonly record?: PlacedLine<PgBouncerRecord>;
  readonly doubtful: readonly PlacedLine<PgBouncerRecord>[];
}

/** Finds the record of `auth_hba_file` that decides about a client (`hba_eval` in PgBouncer's `src/hba.c`). */
export function findPgBouncerRecord({ hba }: PgBouncer, client: Client): FoundRecord {
  const doubtful: PlacedLine<PgBouncerRecord>[] = [];
  for (const { line, read } of hba?.lines ?? []) {
    if (read.kind !== "record" || !isFrom(read, client)) continue;
    const matches = [
      hasName(read.databases, client.database, client.user),
      hasName(read.users, client.user, client.database),
    ];
    if (matches.includes(false)) continue;
    if (!matches.includes(undefined)) return { record: { line, read }, doubtful };
    doubtful.push({ line, read });
  }
  return { doubtful };
}

function isFrom({ type, address }: PgBouncerRecord, client: Client): boolean {
  if (client.type === "local" || type === "local") return client.type === type;
  if ((type === "hostssl" && client.type !== "ssl") || (type === "hostnossl" && client.type === "ssl"))
    return false;
  if (address === "all") return true;
  const own = numericAddress(client.address ?? "");
  return (
    own !== undefined &&
    own.family === address?.family &&
    maskedBytes(own.bytes, address.mask).join() === address.bytes.join()
  );
}

/** `sameuser`: the other column's name. A file of names that is not known here may hold any. */
function hasName(column: NameColumn, name: string, other: string): boolean | undefined {
  if (column.all || (column.sameUser && name === other) || column.names.has(name)) return true;
  return column.isPartial ? undefined : false;
}
