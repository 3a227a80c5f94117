import type { PgBouncer, PlacedEntry } from "../../cluster/pgbouncer.ts";
import type { Place } from "../../model/span.ts";
import { readLineParameters } from "../../syntax/pgbouncer/readLineParameters.ts";

/** The name of PgBouncer's own console, which is a database to clients. */
export const consoleName = "pgbouncer";

/** A line of `[databases]`. */
export interface DatabaseLine {
  readonly place: Place;
  readonly name: string;
  readonly value: string;
}

/** The line by which PgBouncer finds the server of a database: the last one of this name, else that of `*`. */
export function lineOf({ entries }: PgBouncer, database: string): DatabaseLine | undefined {
  const of = (name: string) =>
    entries.findLast(
      ({ entry, section }) => section === "databases" && entry.kind === "assignment" && entry.name === name,
    );
  const found = of(database) ?? of("*");
  return found && toLine(found);
}

function toLine({ uri, entry }: PlacedEntry): DatabaseLine | undefined {
  if (entry.kind !== "assignment") return undefined;
  const { line, nameSpan, name, value } = entry;
  return { place: { uri, line, span: nameSpan }, name, value };
}

/** The value of a parameter of a line. */
export function parameterOf({ value }: DatabaseLine, name: string): string | undefined {
  return readLineParameters(value).parameters.findLast((one) => one.name === name)?.value;
}
