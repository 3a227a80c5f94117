import { configurationRefused } from "../ruleKit/confProblems.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const confIncludeNesting: Rule = {
  id: "conf-include-nesting",
  severity: "error",
  serverEffect: "line-error",
  summary: "Includes are nested too deeply, or files include each other.",
  instead: "Remove the line that includes an earlier file again, or join the files.",
  cluster({ cluster: { includesTooDeep } }, report) {
    for (const place of includesTooDeep) {
      report(
        place,
        "Includes are nested more than 10 levels deep here; remove the include that leads back.",
        {
          refusal: configurationRefused("maximum nesting depth exceeded"),
        },
      );
    }
  },
};

export const confIncludeNestingPage: RulePage = {
  why: "The server follows includes ten levels deep; files that include each other are read in turn until then. It then logs “maximum nesting depth exceeded” and refuses the whole configuration: it does not start, and a reload changes nothing.",
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
};
