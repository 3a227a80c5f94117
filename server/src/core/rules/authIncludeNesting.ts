import { maxIncludeDepth } from "../data/maxIncludeDepth.ts";
import { authFileRefused, checkAuthFiles } from "../ruleKit/checkAuthFiles.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const authIncludeNesting: Rule = {
  id: "auth-include-nesting",
  severity: "error",
  serverEffect: "line-error",
  summary: "Included files are nested too deeply, or include themselves.",
  instead: "Remove the include that leads back to an earlier file, or join the files.",
  ...checkAuthFiles(({ include }, context, report) => {
    if (!include || (context.includeDepth ?? 0) < maxIncludeDepth) return;
    if (include.directive === "include_dir") {
      const folder = context.referencedDirectory(include.path.text);
      if (folder.state !== "entries" || !folder.hasFiles) return;
    }
    report(
      include.path.span,
      `Includes are nested more than ${maxIncludeDepth} levels deep here; remove the include that leads back.`,
      { refusal: authFileRefused("maximum nesting depth exceeded") },
    );
  }),
};

export const authIncludeNestingPage: RulePage = {
  why: "Files may be nested ten levels deep. Beyond that the server refuses the file, with “maximum nesting depth exceeded” in its log; it has no other check for files that include each other.",
  bad: [
    `
    # pgssl: version=18
    -- pg_hba.conf --
    local all all peer
    include pg_hba.conf
    #       ^^^^^^^^^^^
    `,
  ],
  good: [
    `
    # pgssl: version=18
    -- pg_hba.conf --
    local all all peer
    include more.conf
    -- more.conf --
    host all all 127.0.0.1/32 scram-sha-256
    `,
  ],
};
