import type { Rule } from "../rule.ts";
import { shown } from "../words.ts";
import { judgeAll } from "./judgeAll.ts";

export const atFileUnreadable: Rule = {
  id: "at-file-unreadable",
  severity: "warning",
  serverEffect: null,
  summary: "A file that is named with `@` may not be read from here.",
  why: "The server refuses the line when its user may not read the file either, which cannot be told from here.",
  instead: "Give the server's user the right to read the file.",
  bad: [],
  good: [
    `
    local "@names" all peer
    `,
  ],
  ...judgeAll(({ problem }, _context, report) => {
    if (problem?.kind === "unreadable")
      report(
        problem.span,
        `${shown(problem.path)} cannot be read from here; the server refuses the line if its user may not read it either.`,
      );
  }),
};
