import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";

export const confSettingInternal: Rule = {
  id: "conf-setting-internal",
  severity: "error",
  serverEffect: "line-error",
  reloadEffect: "keeps-setting",
  summary: "A line sets a value that only the server itself can set.",
  instead: "Remove the line; choose such things when you build the server, or with `initdb`.",
  cluster({ cluster }, report) {
    for (const { assignment, problem } of cluster.checkedAssignments) {
      if (problem?.kind !== "internal") continue;
      report(assignment.namePlace, `The server itself sets ${assignment.name}; remove the line.`, {
        refusal: "The server refuses to start, with “cannot be changed” in its log; a reload skips the line.",
      });
    }
  },
  fix(finding, target) {
    return [
      replaceText(
        target,
        "Comment out the line",
        { start: finding.span.start, end: finding.span.start },
        "#",
      ),
    ];
  },
};

export const confSettingInternalPage: RulePage = {
  why: "Some names in `pg_settings` show how the server was built or what the cluster is like. With a line that sets one the server does not start, even if the value is the one that it has; the log has “cannot be changed”. A reload skips the line.",
  bad: [
    `
    -- postgresql.conf --
    ssl_library = 'OpenSSL'
    #^^^^^^^^^^
    `,
    `
    -- postgresql.conf --
    data_checksums = on
    #^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    #ssl_library = 'OpenSSL'
    `,
    `
    -- postgresql.conf --
    #data_checksums = on
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    config_file = 'x'
    `,
  ],
};
