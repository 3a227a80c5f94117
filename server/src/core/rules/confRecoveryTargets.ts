import type { Assignment } from "../model/settings.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

const targets = new Set(["", "_lsn", "_name", "_time", "_xid"].map((suffix) => `recovery_target${suffix}`));

export const confRecoveryTargets: Rule = {
  id: "conf-recovery-targets",
  severity: "error",
  serverEffect: "start-error",
  reloadEffect: null,
  summary: "Recovery has more than one target.",
  instead: "Keep one of them and set the others to `''`.",
  cluster({ cluster }, report) {
    let first: Assignment | undefined;
    for (const { name, assignment, overriddenBy, problem } of cluster.checkedAssignments) {
      if (!targets.has(name) || overriddenBy || problem || assignment.value === "") continue;
      if (first && first.name.toLowerCase() !== name) {
        report(assignment.place, `${first.name} already sets a recovery target; keep only one of the two.`, {
          refusal: "The server refuses to start, with “multiple recovery targets specified” in its log.",
          related: [{ place: first.place, message: "The first target is set here." }],
        });
      }
      first ??= assignment;
    }
  },
};

export const confRecoveryTargetsPage: RulePage = {
  why: "Recovery ends at one place: of `recovery_target`, `recovery_target_lsn`, `_name`, `_time` and `_xid` only one can have a value. With two the server ends while it reads the file, with “multiple recovery targets specified” in its log.",
  bad: [
    `
    -- postgresql.conf --
    recovery_target_xid = '5000'
    recovery_target_name = 'before-upgrade'
    #                      ^^^^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    recovery_target_xid = ''
    recovery_target_name = 'before-upgrade'
    recovery_target_inclusive = off
    `,
  ],
};
