import { printed } from "../printed.ts";

/** A name with its value or its own rows; one without a value is left out. */
export type Row = readonly [name: string, value: string | readonly Row[] | undefined];

/** Rows as lines of a terminal, their values in a column. Nothing that came from a file can drive the terminal. */
export function layOut(rows: readonly Row[], depth = 1): string[] {
  const indent = "    ".repeat(depth);
  return rows.flatMap(([name, value]) => {
    if (value === undefined) return [];
    const label = indent + printed(name);
    if (typeof value !== "string") return value.length > 0 ? [label, ...layOut(value, depth + 1)] : [];
    return [`${`${label}:`.padEnd(COLUMN)} ${printed(value)}`];
  });
}

const COLUMN = 34;
