import type { PlaceInDocument } from "../../core/index.ts";
import type { ConnectionChange } from "../../core/model/connectionChange.ts";
import type { Place } from "../../core/model/span.ts";
import { displayPath } from "../displayPath.ts";

/** A line of a file as output names it; lines start at 1. */
export interface PrintedPlace {
  readonly path: string;
  readonly line: number;
  /** Who adds the line to what a manifest has there: `CloudNativePG, after your lines`. */
  readonly addedBy?: string;
}

/** A place as output names it. */
export function printedPlace({ uri, line, addedBy }: PlaceInDocument): PrintedPlace {
  return { path: displayPath(uri), line: line + 1, ...(addedBy !== undefined && { addedBy }) };
}

/** The same in text. */
export function placeInWords({ path, line, addedBy }: PrintedPlace): string {
  return `${path}:${line}${addedBy === undefined ? "" : ` (${addedBy})`}`;
}

/** A change with its places as output names them. */
export interface PrintedChange extends Omit<ConnectionChange, "before" | "after" | "example"> {
  readonly before: PrintedPlace | null;
  readonly after: PrintedPlace | null;
  readonly example: ConnectionChange["example"] | null;
}

/** `beforePlace`, `afterPlace`: how output names the places of the two states. */
export function toPrinted(
  { before, after, example, ...change }: ConnectionChange,
  beforePlace: (place: Place) => PrintedPlace,
  afterPlace: (place: Place) => PrintedPlace,
): PrintedChange {
  return {
    ...change,
    before: before ? beforePlace(before) : null,
    after: after ? afterPlace(after) : null,
    example: example ?? null,
  };
}
