import { isClosed } from "../cluster/serverAccess.ts";
import { pathOf } from "../cluster/uris.ts";
import type { Rule } from "../ruleKit/rule.ts";

/** There is no pg_hba.conf that the server can read. */
export const hbaFileUnusable: Rule = {
  id: "hba-file-unusable",
  severity: "error",
  serverEffect: "start-error",
  reloadEffect: "keeps-hba",
  summary: "The server's pg_hba.conf does not exist, is no file, or may not be read by the server's user.",
  why: "Without a pg_hba.conf the server refuses to start, since it could let nobody in. A running server that is told to reload keeps the records that it has.",
  instead:
    "Correct `hba_file`, put the file there, or give the server's user the right to read it. `initdb` writes one that lets in local users.",
  bad: [
    `
      -- postgresql.conf --
      hba_file = '/nowhere/pg_hba.conf'
      #          ^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
      -- postgresql.conf --
      port = 5432
      #^^^^^^^^^^ about the folder of this file
      -- pg_hba.conf: absent --
    `,
    `
      -- postgresql.conf --
      port = 5432
      #^^^^^^^^^^
      -- pg_hba.conf mode=0200 --
      local all all peer
    `,
    `
      -- postgresql.conf --
      port = 5432
      #^^^^^^^^^^
      -- pg_hba.conf: absent --
      -- pg_hba.conf/README --
      a folder
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      port = 5432
      -- pg_hba.conf mode=0400 --
      local all all peer
    `,
  ],
  cluster({ cluster }, report) {
    const { hbaFile } = cluster;
    if (!hbaFile) return;
    const { state } = hbaFile;
    const path = pathOf(hbaFile.uri);
    const problem =
      state === "missing"
        ? `There is no ${path}`
        : state === "directory" || state === "not-a-file"
          ? `${path} is no file that can be read`
          : state !== "unknown" && isClosed(hbaFile, cluster)
            ? `The server's user (${cluster.serverUser}) may not read ${path}`
            : undefined;
    if (problem) report(hbaFile.place, `${problem}. The server refuses to start without a pg_hba.conf.`);
  },
};
