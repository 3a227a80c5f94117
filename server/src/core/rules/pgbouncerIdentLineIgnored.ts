import { orBefore } from "../ruleKit/pgbouncerRule.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A line of auth_ident_file that PgBouncer ignores. */
export const pgbouncerIdentLineIgnored: Rule = {
  id: "pgbouncer-ident-line-ignored",
  severity: "error",
  serverEffect: "line-error",
  summary: "PgBouncer ignores a mapping of auth_ident_file.",
  instead: "`MAP SYSTEM-USER DATABASE-USER`, with double quotes around a name with blanks or commas.",
  pgbouncer({ ident }, report) {
    for (const { line, read } of ident?.lines ?? []) {
      if (read.kind !== "ignored" || !ident) continue;
      report(
        { uri: ident.uri, line, span: orBefore(read.span) },
        read.fault === "rest"
          ? "A mapping of PgBouncer ends behind the database user; remove what follows."
          : read.fault === "quote-open"
            ? "The quote is not closed on this line; close it."
            : "A mapping is MAP SYSTEM-USER DATABASE-USER; quote names with commas or blanks.",
        {
          detail: `PgBouncer logs “could not parse ident config line ${line + 1}” and ignores the mapping.`,
        },
      );
    }
  },
};

export const pgbouncerIdentLineIgnoredPage: RulePage = {
  why: "A mapping of PgBouncer is a map's name, a system user and a database user or `all`; there are no includes and no further columns. PgBouncer ignores another line with a warning in its log.",
  bad: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_type = hba
      auth_hba_file = /data/pg_hba.conf
      auth_ident_file = /data/pg_ident.conf
      -- pg_hba.conf --
      hostssl all all all cert map=people
      -- pg_ident.conf --
      people alice
      #^^^^^^^^^^^
      people alice alice bob
      #                  ^^^
      people CN=alice,O=Shop alice
      #              ^
      people "alice bob bob
      #      ^^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_type = hba
      auth_hba_file = /data/pg_hba.conf
      auth_ident_file = /data/pg_ident.conf
      -- pg_hba.conf --
      hostssl all all all cert map=people
      -- pg_ident.conf --
      people "CN=alice, O=Shop" alice
      people admin all
    `,
  ],
};
