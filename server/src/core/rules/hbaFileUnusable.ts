import { isClosed } from "../cluster/serverAccess.ts";
import { pathOf } from "../cluster/uris.ts";
import { serverUserInWords } from "../cluster/userInWords.ts";
import { openFile } from "../ruleKit/openFix.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A pg_hba.conf that does not exist or cannot be read. */
export const hbaFileUnusable: Rule = {
  id: "hba-file-unusable",
  severity: "error",
  serverEffect: "start-error",
  reloadEffect: "keeps-hba",
  summary:
    "The server's pg_hba.conf does not exist, is not a file, or the server's user has no permission to read it.",
  instead:
    "Correct `hba_file`, create the file, or give the server's user permission to read it. `initdb` writes one that admits local users.",
  cluster({ cluster }, report) {
    const { hbaFile } = cluster;
    if (!hbaFile) return;
    const { state } = hbaFile;
    const path = pathOf(hbaFile.uri);
    const problem =
      state === "missing"
        ? `${path} does not exist; create it or correct hba_file.`
        : state === "directory" || state === "not-a-file"
          ? `${path} is not a regular file; name one in hba_file.`
          : state !== "unknown" && isClosed(hbaFile, cluster)
            ? `The server's user, ${serverUserInWords(cluster)}, has no permission to read ${path}; use chown or chmod.`
            : undefined;
    if (problem)
      report(hbaFile.place, problem, {
        refusal: "The server refuses to start without a pg_hba.conf; a reload keeps the old records.",
      });
  },
  fix: (_finding, { cluster }) =>
    cluster.hbaFile ? openFile(cluster.hbaFile.uri, cluster.hbaFile.stat, cluster) : [],
};

export const hbaFileUnusablePage: RulePage = {
  why: "Without a pg_hba.conf the server refuses to start, since nobody could connect. A running server keeps its old records at a reload.",
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
  fixed: [null, null, "$ chmod 0600 /data/pg_hba.conf", null],
  good: [
    `
      -- postgresql.conf --
      port = 5432
      -- pg_hba.conf mode=0400 --
      local all all peer
    `,
  ],
};
