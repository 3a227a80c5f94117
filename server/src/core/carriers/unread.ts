import type { Carrier, EmbeddedCluster } from "./carrier.ts";
import { FileWriter } from "./fileWriter.ts";
import type { HostSpan } from "./hostSpan.ts";
import type { NeighbourExcess } from "./neighbours.ts";

/** What there is too much of to read it all; the rule `check-incomplete` has a message for each. */
export type Excess =
  | "length"
  | "clusters"
  | "documents"
  | "files"
  | "aliases"
  | "services"
  | "entries"
  | "tasks"
  | "items"
  | NeighbourExcess;

/** A cluster without lines, in place of all that is not read from a place on. */
export function unread(
  carrier: Carrier,
  text: string,
  why: Excess,
  place: HostSpan = { from: 0, to: 0 },
): EmbeddedCluster {
  const file = new FileWriter("postgresql-conf", text).finish(place, "text");
  return {
    carrier,
    knowsSettings: false,
    files: [file],
    problems: [{ kind: "left-out", place, word: why }],
  };
}
