import type { Cluster } from "../cluster/cluster.ts";
import { pathOf } from "../cluster/uris.ts";
import { modesCount } from "../cluster/uses.ts";
import { formatMode } from "../model/fileMode.ts";
import type { Place } from "../model/span.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { modeChanges, shellWord } from "../ruleKit/shell.ts";

/** The data directory is open to more users than the server allows, or belongs to root. */
export const dataDirectoryPermissions: Rule = {
  id: "data-directory-permissions",
  severity: "error",
  serverEffect: "start-error",
  reloadEffect: null,
  summary: "The data directory's mode or owner keeps the server from starting.",
  why: "The server refuses a data directory that its group may write or others may enter at all: 0700 and 0750 pass, 0755 and 0770 do not. Nor does it start where it may not enter or write it itself (a `chmod -R 600` takes that away). It must belong to the user that the server runs as (its owner is taken for that user unless `pgssl.serverUser` tells another), and the server never runs as root. With 0750 the group may read what is in it and has rights of its own: certificates of mode 0640, but not the private key, which is refused unless only its owner may read it.",
  instead: "`chmod 0700`, or `chmod 0750` where a backup user of the group is to read it.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      #^^ about the folder of this file
      -- . mode=0755 --
    `,
    `
      -- postgresql.conf --
      ssl = on
      #^^ about the folder of this file
      -- . mode=0700 owner=0 --
    `,
    `
      -- postgresql.conf --
      ssl = on
      #^^ about the folder of this file
      -- . mode=0500 --
    `,
  ],
  fixed: [
    `
    $ chmod 0750 /data
    `,
    null,
    `
    $ chmod 0700 /data
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      -- . mode=0750 --
    `,
  ],
  cluster({ cluster }, report) {
    const stat = cluster.dataDirectoryStat;
    const place = placeOf(cluster);
    const path = cluster.dataDirectory && pathOf(cluster.dataDirectory.value);
    if (!modesCount(cluster) || stat?.mode === undefined || !place) return;
    if (stat.owner === 0) {
      report(
        place,
        `The data directory ${path} belongs to root, and the server never runs as root: it refuses to start.`,
      );
    } else if (cluster.serverUser !== undefined && stat.owner !== cluster.serverUser) {
      report(
        place,
        `The data directory ${path} belongs to user ${stat.owner}, and the server runs as user ${cluster.serverUser} (pgssl.serverUser): it refuses to start.`,
      );
    } else if ((stat.mode & 0o027) !== 0) {
      const mode = formatMode(stat.mode);
      report(place, `The data directory ${path} has mode ${mode}; the server starts only with 0700 or 0750.`);
    } else if ((stat.mode & 0o300) !== 0o300) {
      const mode = formatMode(stat.mode);
      report(
        place,
        `The data directory ${path} has mode ${mode}: its owner, the server's user, may not ${stat.mode & 0o100 ? "write" : "enter"} it, and the server starts only with 0700 or 0750.`,
      );
    }
  },
  fix(_finding, { cluster }) {
    const { dataDirectory, dataDirectoryStat } = cluster;
    if (!dataDirectory || !dataDirectoryStat?.mode || dataDirectoryStat.owner === 0) return [];
    const mode = dataDirectoryStat.mode & 0o040 ? 0o750 : 0o700;
    const octal = formatMode(mode);
    const command = `chmod ${octal} ${shellWord(pathOf(dataDirectory.value))}`;
    return [
      {
        title: `Set the data directory's mode to ${octal}`,
        action: {
          kind: "set-mode",
          uri: dataDirectory.value,
          mode,
          changes: modeChanges(dataDirectoryStat, mode),
          command,
        },
      },
    ];
  },
};

/** Where the data directory is named, or else a line that is about this server. */
function placeOf({ settings, mainStart }: Cluster): Place | undefined {
  return settings?.assignment("data_directory")?.place ?? settings?.assignment("ssl")?.namePlace ?? mainStart;
}
