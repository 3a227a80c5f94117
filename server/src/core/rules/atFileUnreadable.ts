import { checkAuthFiles, noPermission } from "../ruleKit/checkAuthFiles.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const atFileUnreadable: Rule = {
  id: "at-file-unreadable",
  severity: "warning",
  serverEffect: null,
  summary: "A file that is named with `@` cannot be read.",
  instead: "Give the server's user permission to read the file.",
  ...checkAuthFiles(({ problem }, _context, report) => {
    if (problem?.kind === "forbidden")
      report(
        problem.span,
        `The server's user has no permission to read ${shown(problem.path)}; change its mode or owner.`,
        noPermission("Permission denied"),
      );
    if (problem?.kind === "unreadable")
      report(
        problem.span,
        `${shown(problem.path)} cannot be read from here; check that the server's user has permission to.`,
        {
          detail:
            "Without permission the server refuses the whole file, with “Permission denied” in its log.",
        },
      );
  }),
};

export const atFileUnreadablePage: RulePage = {
  why: "The server refuses the line when its user has no permission to read the file; the log has “Permission denied”. This is an error where mode and owner show it, and a warning where pgssl itself cannot read the file.",
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
};
