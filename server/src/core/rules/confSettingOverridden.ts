import { isAutoConf } from "../cluster/autoConf.ts";
import { foldSettingName } from "../data/settingName.ts";
import type { Assignment } from "../model/settings.ts";
import { confLineOf } from "../ruleKit/confLineOf.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { resetOf, shownPlace } from "../ruleKit/settingState.ts";
import { removeRecord } from "../ruleKit/textFix.ts";

export const confSettingOverridden: Rule = {
  id: "conf-setting-overridden",
  severity: "hint",
  serverEffect: null,
  summary: "A later line sets the same setting.",
  instead: "Keep one line for each setting.",
  cluster({ cluster }, report) {
    const winners = new Map<string, Assignment>();
    for (const { name, assignment } of cluster.checkedAssignments) winners.set(name, assignment);
    for (const { name, assignment, overriddenBy } of cluster.checkedAssignments) {
      const winner = winners.get(name);
      if (!winner || winner === assignment) continue;
      const detail = overriddenBy
        ? "The server does not check the value of this line."
        : "The server checks the value of this line, and then uses the later one.";
      const where =
        winner.place.uri === assignment.place.uri
          ? `line ${winner.place.line + 1}`
          : `${shownPlace(winner.place, assignment.place.uri)}`;
      report(
        assignment.namePlace,
        isAutoConf(winner.place.uri)
          ? `${name} is set again in ${where}, which decides; ${resetOf(name)} to undo that.`
          : `${foldSettingName(assignment.name)} is set again in ${where}, which decides; remove one of the two.`,
        {
          tag: "unnecessary",
          detail,
          related: [{ place: winner.namePlace, message: "This line decides.", inMessage: where }],
        },
      );
    }
  },
  fix(_finding, target) {
    return confLineOf(target) ? [removeRecord(target, "Remove this line")] : [];
  },
};

export const confSettingOverriddenPage: RulePage = {
  why: "The last line decides, in the order in which the server reads the files: an include is read at its place, and `postgresql.auto.conf`, which `ALTER SYSTEM` writes, at the very end. Of several lines with the same spelling of the name the server does not even check the earlier values; with other capital letters they are checked and then overridden.",
  bad: [
    `
    -- postgresql.conf --
    ssl = off
    #^^
    ssl = on
    `,
    `
    -- postgresql.conf --
    port = 5432
    #^^^
    -- postgresql.auto.conf --
    port = 5433
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl = on
    `,
    `
    -- postgresql.conf --

    `,
  ],
  good: [
    `
    -- postgresql.conf --
    ssl = on
    #ssl = off
    `,
  ],
};
