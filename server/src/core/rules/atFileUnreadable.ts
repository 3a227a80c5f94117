import { judgeAll, refusedLine } from "../ruleKit/judgeAll.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const atFileUnreadable: Rule = {
  id: "at-file-unreadable",
  severity: "warning",
  serverEffect: null,
  summary: "A file that is named with `@` may not be read.",
  why: "The server refuses the line when its user may not read the file. Where mode and owner tell so this is an error; otherwise it cannot be told from here.",
  instead: "Give the server's user the right to read the file.",
  bad: [
    `
    -- postgresql.conf --
    -- pg_hba.conf --
    local @names all peer
    #     ^^^^^^
    -- names mode=0600 owner=0 --
    db1
    `,
  ],
  good: [
    `
    local "@names" all peer
    `,
  ],
  ...judgeAll(({ problem }, _context, report) => {
    if (problem?.kind === "forbidden")
      report(
        problem.span,
        `The server's user may not read ${shown(problem.path)}, so the server refuses the line.`,
        refusedLine,
      );
    if (problem?.kind === "unreadable")
      report(
        problem.span,
        `${shown(problem.path)} cannot be read from here; the server refuses the line if its user may not read it either.`,
      );
  }),
};
