import type { Cluster } from "../cluster/cluster.ts";
import { pathOf } from "../cluster/uris.ts";
import { ownerInWords, serverUserInWords } from "../cluster/userInWords.ts";
import { modesCount } from "../cluster/uses.ts";
import { formatMode } from "../model/fileMode.ts";
import type { Place } from "../model/span.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { modeChanges, shellWord } from "../ruleKit/shell.ts";

/** Others than its owner have access to the data directory, or it belongs to the wrong user. */
export const dataDirectoryPermissions: Rule = {
  id: "data-directory-permissions",
  severity: "error",
  serverEffect: "start-error",
  reloadEffect: null,
  summary: "The data directory's mode or owner prevents the server from starting.",
  instead: "`chmod 0700`, or `chmod 0750` where a backup user of the group reads it.",
  cluster({ cluster }, report) {
    const stat = cluster.dataDirectoryStat;
    const place = placeOf(cluster);
    const path = cluster.dataDirectory && pathOf(cluster.dataDirectory.value);
    if (!modesCount(cluster) || stat?.mode === undefined || !place) return;
    if (stat.owner === 0) {
      report(place, `The data directory ${path} belongs to root; give it to the server's user with chown.`, {
        refusal: "The server never runs as root, and refuses to start.",
      });
    } else if (cluster.serverUser !== undefined && stat.owner !== cluster.serverUser) {
      report(
        place,
        `The data directory ${path} belongs to ${ownerInWords(stat.owner, cluster)}, not to the server's user ${serverUserInWords(cluster)}; run chown.`,
        {
          refusal: `The server runs as ${ownerInWords(cluster.serverUser, cluster)} (pgssl.serverUser), and refuses to start.`,
        },
      );
    } else if ((stat.mode & 0o027) !== 0) {
      const mode = formatMode(stat.mode);
      report(place, `The data directory ${path} has mode ${mode}; set it to 0700 or 0750.`, {
        refusal: "The server starts only with one of these modes.",
      });
    } else if ((stat.mode & 0o300) !== 0o300) {
      const mode = formatMode(stat.mode);
      report(
        place,
        `The data directory ${path} has mode ${mode}, too little for the server's user; set it to 0700 or 0750.`,
        {
          detail: `Its owner, the server's user, has no permission to ${stat.mode & 0o100 ? "write" : "enter"} it.`,
          refusal: "The server refuses to start.",
        },
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

export const dataDirectoryPermissionsPage: RulePage = {
  why: "The server refuses a data directory that its group can write or others can access at all: 0700 and 0750 are accepted, 0755 and 0770 are not. It does not start either if it cannot enter or write the directory itself (after a `chmod -R 600`, for example). The directory must belong to the user that the server runs as (its owner is assumed to be that user unless `pgssl.serverUser` names another), and the server never runs as root. With 0750 the group can read what is in it, as far as the files permit: certificates with mode 0640, but not the private key, which is refused unless only its owner can read it.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      #^^^^^^^ about the folder of this file
      -- . mode=0755 --
    `,
    `
      -- postgresql.conf --
      ssl = on
      #^^^^^^^ about the folder of this file
      -- . mode=0700 owner=0 --
    `,
    `
      -- postgresql.conf --
      ssl = on
      #^^^^^^^ about the folder of this file
      -- . mode=0500 --
    `,
    `
      -- postgresql.conf --
      port = 5432
      #^^^^^^^^^^ not the file that only sets ssl
      include 'tls.conf'
      -- tls.conf --
      ssl = on
      -- . mode=0755 --
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
    `
    $ chmod 0750 /data
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      -- . mode=0750 --
    `,
  ],
};

/** Where the data directory is named, or else the first line of the main file. */
function placeOf({ settings, mainStart }: Cluster): Place | undefined {
  return settings?.assignment("data_directory")?.place ?? mainStart;
}
