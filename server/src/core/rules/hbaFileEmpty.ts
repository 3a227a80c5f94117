import type { Rule } from "../ruleKit/rule.ts";

/** A pg_hba.conf that lets nobody in. */
export const hbaFileEmpty: Rule = {
  id: "hba-file-empty",
  severity: "error",
  serverEffect: "start-error",
  reloadEffect: "keeps-hba",
  summary: "pg_hba.conf holds no record, only blank lines and comments.",
  why: "The server refuses to start with a pg_hba.conf that has no entries. A running server that is told to reload keeps the records that it has.",
  instead: "Write at least one record, `local all all peer` for instance.",
  bad: [
    `
      -- postgresql.conf --
      port = 5432
      -- pg_hba.conf --
      # local all all peer
      #^^^^^^^^^^^^^^^^^^^
    `,
    `
      # pgssl: version=18
      -- postgresql.conf --
      port = 5432
      -- pg_hba.conf --
      include_dir nobody.d
      #^^^^^^^^^^^^^^^^^^^
      -- nobody.d/README --
      no records here
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      port = 5432
      -- pg_hba.conf --
      # nobody
      local all all reject
    `,
  ],
  cluster({ cluster: { hbaFile } }, report) {
    if (hbaFile?.hasRecords !== false || !hbaFile.start) return;
    report(
      hbaFile.start,
      "There is no record in this file: the server refuses to start, since nobody could connect.",
    );
  },
};
