import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A pg_hba.conf that admits nobody. */
export const hbaFileEmpty: Rule = {
  id: "hba-file-empty",
  severity: "error",
  serverEffect: "start-error",
  reloadEffect: "keeps-hba",
  summary: "pg_hba.conf has no record, only blank lines and comments.",
  instead: "Write at least one record, for example `local all all peer`.",
  cluster({ cluster: { hbaFile } }, report) {
    if (hbaFile?.hasRecords !== false || !hbaFile.start) return;
    report(hbaFile.start, "This file has no record; add one, for example: local all all peer", {
      refusal: "The server refuses to start, since nobody could connect; a reload keeps the old records.",
    });
  },
  fix({ uri, line }, { cluster }) {
    const record =
      cluster.serverPlatform === "windows" ? "host all all 127.0.0.1/32 scram-sha-256" : "local all all peer";
    const place = { uri, line, span: { start: 0, end: 0 } };
    return [{ title: `Add the record: ${record}`, edits: [{ place, newText: `${record}\n` }] }];
  },
};

export const hbaFileEmptyPage: RulePage = {
  why: "The server refuses to start with a pg_hba.conf that has no records. A running server keeps its old records at a reload.",
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
  fixed: [
    `
    -- pg_hba.conf --
    # local all all peer
    local all all peer
    `,
    `
    -- pg_hba.conf --
    include_dir nobody.d
    local all all peer
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
};
