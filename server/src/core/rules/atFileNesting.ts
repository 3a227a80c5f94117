import { maxIncludeDepth } from "../data/maxIncludeDepth.ts";
import { authFileRefused, checkAuthFiles } from "../ruleKit/checkAuthFiles.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { serverInWords, shown } from "../ruleKit/words.ts";

export const atFileNesting: Rule = {
  id: "at-file-nesting",
  severity: "error",
  serverEffect: "line-error",
  summary: "Files named with `@` are nested too deeply, or name themselves.",
  instead: "Remove the `@` word that leads back to an earlier file, or join the files.",
  ...checkAuthFiles(({ problem }, context, report) => {
    if (problem?.kind === "depth")
      report(
        problem.span,
        `${shown(problem.path)} is nested more than ${maxIncludeDepth} levels deep; remove the @ word that leads back.`,
        { refusal: authFileRefused("maximum nesting depth exceeded") },
      );
    else if (problem?.kind === "endless")
      report(
        problem.span,
        `${shown(problem.path)} names itself, so ${serverInWords(context)} does not start; remove that word.`,
        {
          refusal:
            "The server follows the names until it runs out of resources. A running one stops at a reload.",
          serverEffect: "start-error",
          reloadEffect: "stops",
        },
      );
  }),
};

export const atFileNestingPage: RulePage = {
  why: "Since PostgreSQL 16 files may be nested ten levels deep; beyond that the server refuses the line, with “maximum nesting depth exceeded” in its log. Older versions have no limit: a file that names itself makes the start fail, and stops a running server at a reload.",
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
};
