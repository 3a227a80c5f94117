import type { Carrier } from "./carrier.ts";

/** A carrier's name within a sentence. */
export function carrierInWords({ name }: Pick<Carrier, "name">): string {
  return name.replace(/^The /, "the ");
}
