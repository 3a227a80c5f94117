import type { Rule } from "../ruleKit/rule.ts";

export const confIncludeNesting: Rule = {
  id: "conf-include-nesting",
  severity: "error",
  serverEffect: "line-error",
  summary: "Included settings are nested too deeply, or files include each other.",
  why: "The server follows includes ten levels deep. Files that include each other are read in turns until then. It refuses the whole configuration.",
  instead: "Remove the line that leads back, or join the files.",
  bad: [
    `
    -- postgresql.conf --
    include 'postgresql.a.conf'
    -- postgresql.a.conf --
    include 'postgresql.b.conf'
    -- postgresql.b.conf --
    include 'postgresql.a.conf'
    #       ^^^^^^^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    include 'postgresql.a.conf'
    -- postgresql.a.conf --
    include 'postgresql.b.conf'
    -- postgresql.b.conf --
    ssl = off
    `,
  ],
  cluster({ cluster: { includesTooDeep } }, report) {
    for (const place of includesTooDeep) {
      report(
        place,
        "Here the server is ten levels deep and follows no further: do files include each other? It refuses the whole configuration.",
      );
    }
  },
};
