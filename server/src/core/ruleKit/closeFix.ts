import type { Cluster } from "../cluster/cluster.ts";
import { mayAccess } from "../cluster/serverAccess.ts";
import { pathOf } from "../cluster/uris.ts";
import type { FileStat } from "../host.ts";
import type { Fix } from "../model/diagnostic.ts";
import { formatMode } from "../model/fileMode.ts";
import { modeChanges, shellWord } from "./shell.ts";

/**
 * A fix that takes a file from all but its owner, or its owner and group where the server reads it as a member of the group. None
 * where the server's user would lose it, or where the owner is not known.
 */
export function closeFile(uri: string, stat: FileStat | undefined, cluster: Cluster): Fix[] {
  for (const mode of [0o600, 0o640]) {
    if (stat?.mode === undefined || mayAccess({ ...stat, mode }, "read", cluster) !== true) continue;
    const octal = formatMode(mode);
    const command = `chmod ${octal} ${shellWord(pathOf(uri))}`;
    return [
      {
        title: `Set the file's mode to ${octal}`,
        action: { kind: "set-mode", uri, mode, changes: modeChanges(stat, mode), command },
      },
    ];
  }
  return [];
}
