import type { PemFile } from "../../core/pki.ts";

/**
 * A file's contents as plain JSON: dates in ISO 8601, the serial numbers of a CRL as an array, without the
 * encodings themselves.
 */
export function pemToJson(file: PemFile): Record<string, unknown> {
  return plain(file) as Record<string, unknown>;
}

const DATES = new Set(["notBefore", "notAfter", "thisUpdate", "nextUpdate"]);

function plain(value: unknown): unknown {
  if (value instanceof Set) return [...value];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
      if (member instanceof Uint8Array || name === "canonical") return [];
      return [[name, DATES.has(name) ? isoDate(member) : plain(member)]];
    }),
  );
}

/** Null for a date that the calendar of JavaScript does not reach. */
function isoDate(milliseconds: unknown): string | null {
  const date = new Date(Number(milliseconds));
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
