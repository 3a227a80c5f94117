import type { ConnectionChange } from "../../core/model/connectionChange.ts";
import type { Place } from "../../core/model/span.ts";

/** A line of a file as output names it; lines start at 1. */
export interface PrintedPlace {
  readonly path: string;
  readonly line: number;
}

/** A change with its places as output names them. */
export interface PrintedChange extends Omit<ConnectionChange, "before" | "after" | "example"> {
  readonly before: PrintedPlace | null;
  readonly after: PrintedPlace | null;
  readonly example: ConnectionChange["example"] | null;
}

/** `beforePath`, `afterPath`: how output names the files of the two states. */
export function toPrinted(
  { before, after, example, ...change }: ConnectionChange,
  beforePath: (uri: string) => string,
  afterPath: (uri: string) => string,
): PrintedChange {
  const place = (at: Place | undefined, pathOf: (uri: string) => string) =>
    at ? { path: pathOf(at.uri), line: at.line + 1 } : null;
  return {
    ...change,
    before: place(before, beforePath),
    after: place(after, afterPath),
    example: example ?? null,
  };
}
