import { judgedAssignments } from "../cluster/judgedAssignments.ts";
import { nameOf } from "../cluster/uris.ts";
import type { Rule } from "../ruleKit/rule.ts";

export const confSettingIgnored: Rule = {
  id: "conf-setting-ignored",
  severity: "warning",
  serverEffect: null,
  summary: "A setting has no effect where it stands.",
  why: "When the server reads `config_file`, it has opened that file already. And it has to know the data directory before it can open `postgresql.auto.conf` in it.",
  instead: "Give `config_file` on the command line; put `data_directory` into postgresql.conf.",
  bad: [
    `
    -- postgresql.conf --
    config_file = '/etc/postgresql/postgresql.conf'
    #^^^^^^^^^^
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    data_directory = '/var/lib/postgresql/18/main'
    `,
  ],
  cluster({ cluster }, report) {
    for (const { name, assignment, overriddenBy } of judgedAssignments(cluster)) {
      if (overriddenBy) continue;
      const isLate = name === "data_directory" && nameOf(assignment.place.uri) === "postgresql.auto.conf";
      if (name !== "config_file" && !isLate) continue;
      const why = isLate
        ? "the server finds this file by its data directory"
        : "the server has found its configuration when it reads this";
      report(assignment.namePlace, `${assignment.name} has no effect here: ${why}.`, { tag: "unnecessary" });
    }
  },
};
