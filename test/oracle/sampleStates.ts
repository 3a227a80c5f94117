import type { EmbeddedVersion } from "../support/servers.ts";
import { canMake } from "./clusterOracle.ts";
import { type ClusterState, clusterStates, clusterStatesSince18 } from "./clusterStates.ts";

/** The oldest and the newest get everything, those between about every twelfth state. */
const thorough: readonly EmbeddedVersion[] = [13, 18];

/** All states of a version that can be made here. */
export function statesOf(version: number): ClusterState[] {
  return [...clusterStates, ...(version >= 18 ? clusterStatesSince18 : [])].filter(canMake);
}

/** Those that a real server of the version is tried on. */
export function sampleOf(version: EmbeddedVersion): ClusterState[] {
  return statesOf(version).filter((_, index) => thorough.includes(version) || index % 12 === version % 12);
}
