import type { PgBouncer, PlacedEntry } from "../../cluster/pgbouncer.ts";
import type { LinePosition } from "../../cluster/sourceDocument.ts";
import { type Span, touches } from "../../model/span.ts";
import { type LineParameter, readLineParameters } from "../../syntax/pgbouncer/readLineParameters.ts";

/** What a position of pgbouncer.ini is in. */
export interface PgBouncerPlace {
  readonly section: string | undefined;
  /** The entry of the line, the last one that begins before the position. */
  readonly placed?: PlacedEntry;
  /** In a value of `[databases]`, `[users]` or `[peers]`: the parameter, and where it is on the line. */
  readonly parameter?: LineParameter & { readonly nameAt: Span; readonly valueAt: Span };
}

/** Finds out where a position is; used by hover and completion. */
export function placeInText(
  { entries }: PgBouncer,
  uri: string,
  { line, character }: LinePosition,
): PgBouncerPlace {
  const own = entries.filter((placed) => placed.uri === uri);
  const placed = own.findLast(({ entry }) => entry.line === line && startOf(entry) <= character);
  const section = placed?.section ?? own.findLast(({ entry }) => entry.line < line)?.section;
  if (placed?.entry.kind !== "assignment" || section === "pgbouncer")
    return { section, ...(placed && { placed }) };
  const { start } = placed.entry.valueSpan;
  const moved = (span: Span) => ({ start: start + span.start, end: start + span.end });
  const found = readLineParameters(placed.entry.value).parameters.find(({ nameSpan, valueSpan }) =>
    touches(moved({ start: nameSpan.start, end: valueSpan.end }), character),
  );
  if (!found) return { section, placed };
  return {
    section,
    placed,
    parameter: { ...found, nameAt: moved(found.nameSpan), valueAt: moved(found.valueSpan) },
  };
}

function startOf(entry: PlacedEntry["entry"]): number {
  return entry.kind === "assignment" ? entry.nameSpan.start : entry.span.start;
}
