import type { Cluster, FileUse } from "../cluster/cluster.ts";
import { keyProblem } from "../cluster/keyAccess.ts";
import { mayAccess } from "../cluster/serverAccess.ts";
import { pathOf } from "../cluster/uris.ts";
import { serverUserInWords } from "../cluster/userInWords.ts";
import { modeEffect, modesCount, settingWords } from "../cluster/uses.ts";
import type { FileStat } from "../host.ts";
import { formatMode } from "../model/fileMode.ts";
import { sslFileRefused } from "../ruleKit/fileWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A file that the server's user has no permission to read. */
export const sslFileUnreadable: Rule = {
  id: "ssl-file-unreadable",
  severity: "error",
  serverEffect: "start-error",
  summary: "The server's user has no permission to read a file that the server opens at start.",
  instead:
    "Give the file to the server's user, or let its group read it: `chown root:postgres` and `chmod 0640` for a key that belongs to root.",
  cluster({ cluster }, report) {
    const who = `The server's user, ${serverUserInWords(cluster)},`;
    for (const use of cluster.fileUses) {
      const { setting, place, file } = use;
      const what = settingWords[setting];
      if (what && isClosedCopy(use, cluster) && file.stat)
        report(place, `${who} has no permission to read the ${what}; use COPY --chown or RUN chown.`, {
          ...modeEffect(cluster),
          detail: `In the image it has ${rights(file.stat, cluster)}.`,
          refusal: sslFileRefused(setting, "Permission denied"),
        });
      if (!modesCount(cluster)) continue;
      if (!what || (setting === "ssl_key_file" && file.stat && keyProblem(file.stat, cluster.serverUser)))
        continue;
      const obstacles = obstaclesTo(use, cluster);
      const certain = obstacles.find(({ isCertain }) => isCertain);
      const [found] = certain ? [certain] : obstacles;
      if (!found) continue;
      const { path, stat } = found;
      const access = path === undefined ? `read the ${what}` : `enter ${path}`;
      const denied = (has: string) => `${who} ${has} permission to ${access}; use chown or chmod.`;
      const folder = path === undefined ? "It" : `The ${what} is in this folder, which`;
      const how = `${folder} has ${rights(stat, cluster)}.`;
      if (!certain) {
        report(place, denied("probably has no"), {
          severity: "warning",
          serverEffect: null,
          detail: `${how} By /etc/group the user is not a member of that group. Unless the user is one by other means, the server refuses to start.`,
        });
      } else if (setting === "ssl_crl_dir") {
        report(place, denied("has no"), {
          severity: "warning",
          serverEffect: null,
          detail: `${how} The server starts, but finds no CRL there.`,
        });
      } else {
        report(place, denied("has no"), {
          detail: how,
          refusal: sslFileRefused(setting, "Permission denied"),
        });
      }
    }
  },
};

/** Whether a file that is copied into an image is closed to the server's user, whose group there has the same number. */
function isClosedCopy({ setting, file: { stat, isCopied } }: FileUse, cluster: Cluster): boolean {
  const { serverUser } = cluster;
  if (!isCopied || !modeEffect(cluster) || stat?.mode === undefined || stat.owner === undefined) return false;
  if (serverUser === undefined || stat.kind !== "file") return false;
  if (setting === "ssl_key_file" && keyProblem(stat, serverUser)) return false;
  const bit = stat.owner === serverUser ? 0o400 : stat.group === serverUser ? 0o040 : 0o004;
  return (stat.mode & bit) === 0;
}

export const sslFileUnreadablePage: RulePage = {
  why: "The server runs as the owner of the data directory. A file that this user cannot read stops the start with “Permission denied”, whatever is in it; so does a folder above it that this user cannot enter. Typical cases: a key that belongs to root with mode 0600, or with 0640 and a group without the server's user; `/etc/ssl/private` and `/etc/letsencrypt/live`, which only root and a group can enter. Groups are those in `/etc/passwd` and `/etc/group`; where there may be others it is a warning.",
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
      #              ^^^^^^^^^^^^^^^^^^^^ only root can enter the folder
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
};

/** A folder that the server's user has no permission to enter, or the file that it has no permission to read. */
interface Obstacle {
  /** The folder; absent for the file itself. */
  readonly path?: string;
  readonly stat: FileStat;
  readonly isCertain: boolean;
}

function obstaclesTo({ setting, file }: FileUse, cluster: Cluster): Obstacle[] {
  const { stat, folders = [], path } = file;
  const steps = folders.map((folder) => ({
    path: pathOf(folder.uri),
    stat: folder.stat,
    access: mayAccess(folder.stat, "enter", cluster),
  }));
  const own =
    stat?.kind === "directory" && setting === "ssl_crl_dir"
      ? [{ path, stat, access: mayAccess(stat, "enter", cluster) }]
      : stat?.kind === "file"
        ? [{ stat, access: mayAccess(stat, "read", cluster) }]
        : [];
  return [...steps, ...own].flatMap(({ access, ...step }) =>
    access === false || access === "unlikely" ? [{ ...step, isCertain: access === false }] : [],
  );
}

/** The mode, and owner and group unless the owner is the server's user. */
function rights({ mode = 0, owner, group }: FileStat, { serverUser }: Cluster): string {
  const others = owner === serverUser ? "" : `, owner ${owner}, group ${group}`;
  return `mode ${formatMode(mode)}${others}`;
}
