import { judgeAll } from "../ruleKit/judgeAll.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";
import { maxIncludeDepth } from "../syntax/authReference.ts";

export const atFileNesting: Rule = {
  id: "at-file-nesting",
  severity: "error",
  serverEffect: "line-error",
  summary: "Files named with `@` are nested too deeply, or name themselves.",
  why: "Since PostgreSQL 16 files may be nested ten deep, and the server reports the line beyond that. Older servers have no limit: a file that names itself makes them fail to start, and a running one that is told to reload goes down.",
  instead: "Remove the `@` word that leads back, or join the files.",
  bad: [
    `
    # pgssl: version=18
    -- pg_hba.conf --
    local @names all peer
    #     ^^^^^^
    -- names --
    one
    @names
    `,
  ],
  good: [
    `
    # pgssl: version=18
    -- pg_hba.conf --
    local @names all peer
    -- names --
    one
    `,
  ],
  ...judgeAll(({ problem }, { serverVersion }, report) => {
    if (problem?.kind === "depth")
      report(
        problem.span,
        `Reading ${shown(problem.path)} would nest files more than ${maxIncludeDepth} deep, so the server refuses the line: does a file name itself?`,
      );
    else if (problem?.kind === "endless")
      report(
        problem.span,
        `${shown(problem.path)} names itself, and PostgreSQL ${serverVersion} follows it until it runs out of resources and does not start.`,
        { serverEffect: "start-error", reloadEffect: "stops" },
      );
  }),
};
