import { placeOfValue, wordOf } from "../cluster/pgbouncer.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** Files of records that are not read. */
export const pgbouncerHbaUnused: Rule = {
  id: "pgbouncer-hba-unused",
  severity: "warning",
  serverEffect: null,
  summary: "A file of records or maps has no effect, since auth_type is not hba.",
  instead: "`auth_type = hba`, or remove the setting.",
  pgbouncer(pgbouncer, report) {
    const type = wordOf(pgbouncer, "auth_type");
    if (type === "hba" || pgbouncer.isPart) return;
    for (const name of ["auth_hba_file", "auth_ident_file"]) {
      const assignment = pgbouncer.settings.get(name);
      if (assignment?.value)
        report(
          placeOfValue(assignment),
          `${name} is not read with auth_type = ${type}; set auth_type = hba.`,
        );
    }
  },
};

export const pgbouncerHbaUnusedPage: RulePage = {
  why: "PgBouncer reads `auth_hba_file` and `auth_ident_file` with `auth_type = hba` alone. With any other type everybody is authenticated in that one way, from everywhere.",
  bad: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_type = md5
      auth_hba_file = /data/hba.conf
      #               ^^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_type = HBA
      auth_hba_file = /elsewhere/hba.conf
    `,
  ],
};
