import { nameOf } from "../cluster/uris.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeRecord } from "../ruleKit/textFix.ts";

export const confSettingIgnored: Rule = {
  id: "conf-setting-ignored",
  severity: "warning",
  serverEffect: null,
  summary: "A setting has no effect in this file.",
  instead: "Give `config_file` on the command line; set `data_directory` in postgresql.conf.",
  cluster({ cluster }, report) {
    for (const { name, assignment, overriddenBy } of cluster.checkedAssignments) {
      if (overriddenBy) continue;
      const isLate = name === "data_directory" && nameOf(assignment.place.uri) === "postgresql.auto.conf";
      if (name !== "config_file" && !isLate) continue;
      const advice = isLate ? "set it in postgresql.conf" : "give it on the server's command line";
      const detail = isLate
        ? "The server finds this file in its data directory, which it must know before."
        : "The server has already opened its configuration file when it reads this.";
      report(assignment.namePlace, `${assignment.name} has no effect here; ${advice}.`, {
        tag: "unnecessary",
        detail,
      });
    }
  },
  fix: (_finding, target) => [removeRecord(target, "Remove this line, which has no effect")],
};

export const confSettingIgnoredPage: RulePage = {
  why: "When the server reads `config_file`, it has already opened that file. And it must know the data directory before it can open `postgresql.auto.conf` there.",
  bad: [
    `
    -- postgresql.conf --
    config_file = '/etc/postgresql/postgresql.conf'
    #^^^^^^^^^^
    port = 5432
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    port = 5432
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    data_directory = '/var/lib/postgresql/18/main'
    `,
  ],
};
