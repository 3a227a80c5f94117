import type { EmbeddedCluster } from "./carrier.ts";

/** A carrier's name within a sentence. */
export function carrierInWords({ carrier }: EmbeddedCluster): string {
  return carrier.name.replace(/^The /, "the ");
}
