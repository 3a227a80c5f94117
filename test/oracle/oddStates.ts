import { oddParts } from "../support/fixtures/oddParts.ts";
import type { ClusterState } from "./clusterStates.ts";

/** Certificates that OpenSSL loads and that are no use, in every place of a server's files. */
export const oddStates: readonly ClusterState[] = Object.keys(oddParts).flatMap((odd) => [
  state(`${odd}-leaf`, [], `-- server.crt: ${odd}-leaf + intermediate --`),
  state(`${odd}-intermediate`, [], `-- server.crt: leaf + ${odd}-intermediate --`),
  state(`${odd}-root in the chain`, [], `-- server.crt: leaf + intermediate + ${odd}-root --`),
  state(`${odd}-root for clients`, ["ssl_ca_file = 'ca.crt'"], `-- ca.crt: ${odd}-root + other-root --`),
]);

function state(name: string, lines: readonly string[], file: string): ClusterState {
  return { name, text: ["-- postgresql.conf --", "ssl = on", ...lines, file].join("\n") };
}
