import type { EmbeddedCluster } from "../../carriers/carrier.ts";

/** How many clusters a document describes; of tasks and scripts nobody knows whether they are about one cluster or several. */
export function clustersInWords(clusters: readonly Pick<EmbeddedCluster, "carrier">[]): string {
  const word = clusters.some(({ carrier }) => carrier.writesParts) ? "parts of" : "clusters in";
  return `${clusters.length} ${word} this file`;
}
