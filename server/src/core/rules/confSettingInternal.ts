import { judgedAssignments } from "../cluster/judgedAssignments.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";

export const confSettingInternal: Rule = {
  id: "conf-setting-internal",
  severity: "error",
  serverEffect: "line-error",
  reloadEffect: "keeps-setting",
  summary: "A setting is written that only the server itself sets.",
  why: "Some names in `pg_settings` tell how the server was built or what the cluster is like. Any line that sets one stops the start, even with the value that it has.",
  instead: "Take the line out; choose such things when building the server or with `initdb`.",
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
  cluster({ cluster }, report) {
    for (const { assignment, problem } of judgedAssignments(cluster)) {
      if (problem?.kind !== "internal") continue;
      report(
        assignment.namePlace,
        `${assignment.name} can be read, not set: the server itself decides it. The server does not start with this line; a reload passes over it.`,
      );
    }
  },
  fix(finding, target) {
    return [
      replaceText(target, "Make it a comment", { start: finding.span.start, end: finding.span.start }, "#"),
    ];
  },
};
