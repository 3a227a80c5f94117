import type { Cluster } from "../cluster/cluster.ts";
import { keyProblem } from "../cluster/keyAccess.ts";
import { modeEffect, useAt, usesOf } from "../cluster/uses.ts";
import type { FileStat } from "../host.ts";
import { formatMode } from "../model/fileMode.ts";
import { sslRefused } from "../ruleKit/fileWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { modeChanges, shellPath } from "../ruleKit/shell.ts";

/** The mode of the private key gives others more access than the server allows. */
export const keyFilePermissions: Rule = {
  id: "key-file-permissions",
  severity: "error",
  serverEffect: "start-error",
  summary: "The private key's file mode lets others read or change it.",
  instead: "`chmod 0600`, or `chmod 0640` where root owns the key and the server's user is in its group.",
  cluster({ cluster }, report) {
    const effect = modeEffect(cluster);
    if (!effect) return;
    for (const { place, file } of usesOf(cluster, "ssl_key_file")) {
      if (file.stat?.kind !== "file" || keyProblem(file.stat, cluster.serverUser) !== "mode") continue;
      const isGroupReadable = ((file.stat.mode ?? 0) & 0o077) === 0o040;
      const hasGroup = ((cluster.dataDirectoryStat?.mode ?? 0) & 0o050) === 0o050;
      const although =
        isGroupReadable && file.stat.owner !== 0 && hasGroup
          ? " It makes no difference that the group can enter the data directory."
          : "";
      const mode = formatMode(file.stat.mode ?? 0);
      const [wanted, allowed] = needsOwner(file.stat, cluster)
        ? [
            `give it to user ${cluster.serverUser}, then set 0600`,
            `With mode 0640 the container's user ${cluster.serverUser} could not read it, since it is not in the key's group.`,
          ]
        : file.stat.owner === 0
          ? ["set it to 0640", "Of a key that belongs to root, its group may have read access at most."]
          : ["set it to 0600", "Only its owner may have access."];
      report(place, `The private key has mode ${mode}, which lets others access it; ${wanted}.`, {
        ...effect,
        detail: `${allowed}${although}`,
        refusal: sslRefused,
      });
    }
  },
  fix(finding, { cluster }) {
    const use = useAt(finding, cluster, "ssl_key_file");
    if (!use?.file.uri || use.file.isCopied || (use.file.stat && needsOwner(use.file.stat, cluster)))
      return [];
    const mode = use.file.stat?.owner === 0 ? 0o640 : 0o600;
    const octal = formatMode(mode);
    const command = `chmod ${octal} ${shellPath(use)}`;
    return [
      {
        title: `Set the key's mode to ${octal}`,
        action: {
          kind: "set-mode",
          uri: use.file.uri,
          mode,
          changes: modeChanges(use.file.stat, mode),
          command,
        },
      },
    ];
  },
};

/** Whether the server's user in a container loses a key of root's with the mode 0640: images give a user a group of the same number. */
function needsOwner({ owner, group }: FileStat, { isMounted, serverUser }: Cluster): boolean {
  return isMounted === true && owner === 0 && serverUser !== 0 && group !== serverUser;
}

export const keyFilePermissionsPage: RulePage = {
  why: "The server refuses a private key to which its group or others have any access. Only a key that belongs to root may be readable by its group (0640), so that several services can share it. The server checks this at every start and reload, so a mode that changes while the server runs has its effect at the next restart or failover.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      #              ^^^^^^^^^^^^
      -- server.key: leaf-key mode=0644 --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      #              ^^^^^^^^^^^^ only root's key may be 0640
      -- server.key: leaf-key mode=0640 --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      #              ^^^^^^^^^^^^
      -- server.key: leaf-key mode=0660 owner=0 --
    `,
  ],
  fixed: [
    `
    $ chmod 0600 /data/server.key
    `,
    `
    $ chmod 0600 /data/server.key
    `,
    `
    $ chmod 0640 /data/server.key
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      -- server.key: leaf-key mode=0700 --
    `,
    `
      -- postgresql.conf --
      ssl = on
      -- server.key: leaf-key mode=0640 owner=0 --
    `,
  ],
};
