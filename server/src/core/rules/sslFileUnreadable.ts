import type { Cluster, FileUse } from "../cluster/cluster.ts";
import { keyProblem } from "../cluster/keyAccess.ts";
import { mayAccess } from "../cluster/serverAccess.ts";
import { pathOf } from "../cluster/uris.ts";
import { modesCount, roleWords } from "../cluster/uses.ts";
import type { FileStat } from "../host.ts";
import { formatMode } from "../model/fileMode.ts";
import { refusal } from "../ruleKit/fileWords.ts";
import type { Rule } from "../ruleKit/rule.ts";

/** A file that the server's user may not read. */
export const sslFileUnreadable: Rule = {
  id: "ssl-file-unreadable",
  severity: "error",
  serverEffect: "start-error",
  summary: "The server's user may not read a file that it opens at start.",
  why: "The server runs as the owner of the data directory. A file that this user may not read stops the start with “Permission denied”, whatever it holds; so does a folder above it that this user may not enter. Typical: a key of root's with mode 0600, or 0640 and a group to which the server's user does not belong; `/etc/ssl/private` and `/etc/letsencrypt/live`, which only root and a group may enter. Groups are those in `/etc/passwd` and `/etc/group`; where others may exist it is a warning.",
  instead:
    "Give the file to the server's user, or let its group read it: `chown root:postgres` and `chmod 0640` for a key of root's.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      #              ^^^^^^^^^^^^
      -- server.key: leaf-key mode=0600 owner=0 --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      -- server.crt: leaf mode=0200 --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'private/server.key'
      #              ^^^^^^^^^^^^^^^^^^^^ the folder is closed
      -- private/ mode=0700 owner=0 --
      -- private/server.key: leaf-key --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'private/server.key'
      -- private/ mode=0750 owner=0 --
      -- private/server.key: leaf-key --
    `,
    `
      -- postgresql.conf --
      ssl = on
      -- server.key: leaf-key mode=0400 --
    `,
  ],
  cluster({ cluster }, report) {
    if (!modesCount(cluster)) return;
    const who = `The server's user (${cluster.serverUser})`;
    for (const use of cluster.fileUses) {
      const { role, place, file } = use;
      const what = roleWords[role];
      if (!what || (role === "ssl_key_file" && file.stat && keyProblem(file.stat, cluster.serverUser)))
        continue;
      const obstacles = obstaclesTo(use, cluster);
      const certain = obstacles.find(({ isCertain }) => isCertain);
      const [found] = certain ? [certain] : obstacles;
      if (!found) continue;
      const { path, stat } = found;
      const deed = path === undefined ? `read the ${what}` : `enter the folder ${path} of the ${what}`;
      if (!certain) {
        report(
          place,
          `${who} probably may not ${deed}: ${rights(stat, cluster)}, and by /etc/group it is no member of that group. Unless it becomes one by other ways, the server refuses to start.`,
          { severity: "warning", serverEffect: null },
        );
      } else if (role === "ssl_crl_dir") {
        report(
          place,
          `${who} may not ${deed}: ${rights(stat, cluster)}. The server starts and finds no list there.`,
          { severity: "warning", serverEffect: null },
        );
      } else {
        report(place, `${who} may not ${deed}: ${rights(stat, cluster)}. ${refusal(role)}`);
      }
    }
  },
};

/** Something that the server's user may not enter or read on its way to a file's content. */
interface Obstacle {
  /** The folder; absent for the file itself. */
  readonly path?: string;
  readonly stat: FileStat;
  readonly isCertain: boolean;
}

function obstaclesTo({ role, file }: FileUse, cluster: Cluster): Obstacle[] {
  const { stat, folders = [], path } = file;
  const steps = folders.map((folder) => ({
    path: pathOf(folder.uri),
    stat: folder.stat,
    access: mayAccess(folder.stat, "enter", cluster),
  }));
  const own =
    stat?.kind === "directory" && role === "ssl_crl_dir"
      ? [{ path, stat, access: mayAccess(stat, "enter", cluster) }]
      : stat?.kind === "file"
        ? [{ stat, access: mayAccess(stat, "read", cluster) }]
        : [];
  return [...steps, ...own].flatMap(({ access, ...step }) =>
    access === false || access === "unlikely" ? [{ ...step, isCertain: access === false }] : [],
  );
}

/** Mode, and owner and group where they are not the server's. */
function rights({ mode = 0, owner, group }: FileStat, { serverUser }: Cluster): string {
  const others = owner === serverUser ? "" : `, owner ${owner}, group ${group}`;
  return `mode ${formatMode(mode)}${others}`;
}
