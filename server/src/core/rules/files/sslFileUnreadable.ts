import type { FileStat } from "../../host.ts";
import type { Cluster } from "../../project/cluster.ts";
import type { Rule } from "../rule.ts";
import { keyProblem } from "./keyAccess.ts";
import { modesCount, roleWords } from "./uses.ts";

/** A file that the server's user may not read. */
export const sslFileUnreadable: Rule = {
  id: "ssl-file-unreadable",
  severity: "error",
  serverEffect: "start-error",
  summary: "The server's user may not read a file that it opens at start.",
  why: "The server runs as the owner of the data directory. A file that this user may not read stops the start with “Permission denied”, whatever it holds. Typical: a key of root's with mode 0600, or 0640 and a group to which the server's user does not belong.",
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
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      -- server.key: leaf-key mode=0400 --
    `,
  ],
  cluster({ cluster }, report) {
    if (!modesCount(cluster)) return;
    for (const { role, place, file } of cluster.fileUses) {
      const what = roleWords[role];
      if (!what || role === "ssl_crl_dir" || !file.stat || file.stat.kind !== "file") continue;
      if (role === "ssl_key_file" && keyProblem(file.stat, cluster.serverUser)) continue;
      if (mayRead(file.stat, cluster) !== false) continue;
      const mode = (file.stat.mode ?? 0).toString(8).padStart(4, "0");
      const owner = file.stat.owner === cluster.serverUser ? "" : `, owner ${file.stat.owner}`;
      report(
        place,
        `The server's user (${cluster.serverUser}) may not read the ${what}: mode ${mode}${owner}. The server refuses to start.`,
      );
    }
  },
};

/** Whether the server's user may read a file; `undefined` where it depends on groups that are not known here. */
function mayRead(stat: FileStat, { serverUser, dataDirectoryStat }: Cluster): boolean | undefined {
  if (stat.mode === undefined || stat.owner === undefined || serverUser === undefined) return undefined;
  if (stat.owner === serverUser) return (stat.mode & 0o400) !== 0;
  if ((stat.mode & 0o004) !== 0) return true;
  if ((stat.mode & 0o040) === 0) return false;
  return stat.group !== undefined && stat.group === dataDirectoryStat?.group ? true : undefined;
}
