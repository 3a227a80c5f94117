import type { Cluster } from "../cluster/cluster.ts";
import type { Records } from "../cluster/records.ts";
import { modesCount } from "../cluster/uses.ts";
import type { FileStat } from "../host.ts";
import type { Facts } from "./facts.ts";

const others = 0o004;

/** The mode of a file that every user of the machine can read. */
export function openModeOf({ mode }: FileStat): number | undefined {
  return mode !== undefined && (mode & others) !== 0 ? mode : undefined;
}

/** The modes of a cluster's documents that every user of the server's machine can read, by URI. */
export async function gatherOpenFiles(
  members: ReadonlyMap<string, Records>,
  view: Pick<Cluster, "isOnServer" | "serverPlatform">,
  facts: Facts,
): Promise<ReadonlyMap<string, number>> {
  const modes = new Map<string, number>();
  if (!modesCount(view)) return modes;
  for (const uri of members.keys()) {
    const stat = await facts.stat(uri);
    const mode = typeof stat === "object" ? openModeOf(stat) : undefined;
    if (mode !== undefined) modes.set(uri, mode);
  }
  return modes;
}
