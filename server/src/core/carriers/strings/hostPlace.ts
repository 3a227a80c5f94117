import type { Span } from "../../model/span.ts";
import type { HostSpan } from "../hostSpan.ts";
import { toHost, toVirtual } from "../yaml/scalarMap.ts";
import type { FoundString } from "./foundString.ts";

/** Where a stretch of a string is written; the whole string where that is not known. */
export function hostPlace({ pieces, place }: FoundString, { start, end }: Span): HostSpan {
  const empty = start === end && pieces.find(({ at, length }) => length === 0 && at === start);
  return empty || (toHost(pieces, start, end) ?? place);
}

/** The offset in the text of a string of a place in the host document; `undefined` outside of it. */
export function stringOffset({ pieces, place, text }: FoundString, host: number): number | undefined {
  if (text === "" && place.from <= host && host <= place.to) return 0;
  return toVirtual(pieces, host);
}
