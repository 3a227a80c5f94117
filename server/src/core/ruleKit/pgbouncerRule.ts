import { type PgBouncer, type PlacedEntry, settingsBelow } from "../cluster/pgbouncer.ts";
import type { Fix } from "../model/diagnostic.ts";
import type { Place, Span } from "../model/span.ts";
import type { FindingDetails } from "./findingDetails.ts";
import { nearest } from "./nearest.ts";

/** Reports a finding in one of PgBouncer's files, with its ways out. */
export type ReportPgBouncer = (
  place: Place,
  message: string,
  details?: FindingDetails,
  fixes?: readonly Fix[],
) => void;

export type CheckPgBouncer = (pgbouncer: PgBouncer, report: ReportPgBouncer) => void;

/**
 * What PgBouncer does where it stops to read its configuration, for a finding's detail. Seen with 1.18: a reload first puts all settings
 * back to their defaults, and stays with what it read up to there.
 */
export function stopsReading(pgbouncer: PgBouncer, place: Place, logged: string): string {
  const { areAny, hasName } = settingsBelow(pgbouncer, place, "client_tls_sslmode");
  const start = `PgBouncer logs “${logged}” and does not start.`;
  if (!areAny) return `${start} A reload applies what is above, and the databases below are not read.`;
  const gone = hasName
    ? " So client TLS goes off: clients with sslmode=require fail, others go on in clear text."
    : "";
  return `${start} A reload applies what is above, and every setting below is at its default from then on.${gone}`;
}

/** The place of a span of an entry's line. */
export function placeIn({ uri, entry: { line } }: PlacedEntry, span: Span): Place {
  return { uri, line, span };
}

/** A span, or what is before it on the line where something is missing at its end. */
export function orBefore({ start, end }: Span): Span {
  return end > start ? { start, end } : { start: 0, end: Math.max(start, 1) };
}

/** A fix that replaces a word, and the question in the message, where a candidate is near. */
export function didYouMean(
  word: string,
  candidates: readonly string[],
  place: Place,
): { readonly words: string; readonly fixes: readonly Fix[] } {
  const meant = nearest(word, candidates);
  if (meant === undefined || meant === word) return { words: "", fixes: [] };
  return {
    words: `; did you mean ${meant}?`,
    fixes: [{ title: `Change to ${meant}`, edits: [{ place, newText: meant }] }],
  };
}
