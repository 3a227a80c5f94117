import { printable } from "../../pki/names.ts";

/** A name with what is told under it: a value, or rows of its own; one without a value is left out. */
export type Row = readonly [name: string, value: string | readonly Row[] | undefined];

/** Rows as lines of a terminal, their values in a column. Nothing that came from a file can drive the terminal. */
export function layOut(rows: readonly Row[], depth = 1): string[] {
  const indent = "    ".repeat(depth);
  return rows.flatMap(([name, value]) => {
    if (value === undefined) return [];
    const label = indent + printable(name);
    if (typeof value !== "string") return value.length > 0 ? [label, ...layOut(value, depth + 1)] : [];
    return [`${`${label}:`.padEnd(COLUMN)} ${printable(value)}`];
  });
}

const COLUMN = 34;

/** Octets as openssl writes them, `3A:0F`. */
export function withColons(hexadecimal: string | undefined): string | undefined {
  return hexadecimal?.toUpperCase().replace(/[0-9A-F]{2}(?=.)/g, "$&:");
}

/** A moment to the second, `2026-06-01T12:00:00Z`, whatever the time zone of the machine. */
export function isoMoment(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? "not a date" : date.toISOString().replace(/\.000Z$/, "Z");
}

/** `Subject key identifier (critical)`. */
export function extensionTitle(name: string, critical: boolean): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}${critical ? " (critical)" : ""}`;
}
