import type { Cluster } from "../cluster/cluster.ts";
import { isForbidden } from "../cluster/serverAccess.ts";
import { pathOf } from "../cluster/uris.ts";
import { ownerInWords, serverUserInWords } from "../cluster/userInWords.ts";
import type { FileStat } from "../host.ts";
import type { Fix } from "../model/diagnostic.ts";
import { formatMode } from "../model/fileMode.ts";
import { modeChanges, shellWord } from "./shell.ts";

/**
 * A fix that gives the server's user access to a file, and nobody else: the file's owner becomes that user, or its mode lets the owner
 * read it. None where it takes both, or where the obstacle is another.
 */
export function openFile(uri: string, stat: FileStat | undefined, cluster: Cluster): Fix[] {
  const user = cluster.serverUser;
  if (stat?.mode === undefined || user === undefined || !isForbidden(stat, cluster)) return [];
  const path = shellWord(pathOf(uri));
  if (stat.owner === user) {
    const mode = stat.mode | 0o400;
    const octal = formatMode(mode);
    const command = `chmod ${octal} ${path}`;
    const action = { kind: "set-mode" as const, uri, mode, changes: modeChanges(stat, mode), command };
    return [{ title: `Set the file's mode to ${octal}`, action }];
  }
  if (isForbidden({ ...stat, owner: user }, cluster)) return [];
  const changes = [`owner: ${ownerInWords(stat.owner, cluster)} becomes ${ownerInWords(user, cluster)}`];
  const command = `chown ${user} ${path}`;
  const action = { kind: "set-owner" as const, uri, owner: user, changes, command };
  return [{ title: `Give the file to the server's user, ${serverUserInWords(cluster)}`, action }];
}
