import { pgbouncerSetting } from "../data/pgbouncer/pgbouncerSettings.ts";
import { placeIn } from "../ruleKit/pgbouncerRule.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** Quotes and comments that become part of a value. */
export const pgbouncerValueLiteral: Rule = {
  id: "pgbouncer-value-literal",
  severity: "warning",
  serverEffect: null,
  summary: "Quotes around a setting of PgBouncer, or a comment behind it, are part of its value.",
  instead: "Write the value without quotes, and the comment on the line above.",
  pgbouncer({ entries, version }, report) {
    for (const placed of entries) {
      const { entry, section } = placed;
      if (entry.kind !== "assignment" || section !== "pgbouncer") continue;
      const setting = pgbouncerSetting(entry.name, version);
      if (setting?.kind !== "text" || /_query$|^auth_ldap_options$/.test(setting.name)) continue;
      const { value, valueSpan } = entry;
      const quoted = /^(['"])(.*)\1$/.exec(value);
      if (quoted) {
        const place = placeIn(placed, valueSpan);
        report(place, "The quotes are part of the value; remove them.", {}, [
          { title: "Remove the quotes", edits: [{ place, newText: quoted[2] ?? "" }] },
        ]);
      }
      const comment = /(?<![ \t])[ \t]+[;#]/.exec(value);
      if (!comment) continue;
      const from = valueSpan.start + comment.index;
      const place = placeIn(placed, { start: from + comment[0].length - 1, end: valueSpan.end });
      report(place, "The comment is part of the value; move it to a line of its own.", {}, [
        {
          title: "Remove the comment",
          edits: [{ place: { ...place, span: { start: from, end: valueSpan.end } }, newText: "" }],
        },
      ]);
    }
  },
};

export const pgbouncerValueLiteralPage: RulePage = {
  why: "PgBouncer unquotes nothing in the section `[pgbouncer]`, and a comment fills a line of its own: the value goes up to the end of the line.",
  bad: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_file = '/etc/pgbouncer/userlist.txt'
      #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      listen_addr = 127.0.0.1 ; only here
      #                       ^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_file = /etc/pgbouncer/userlist.txt
      listen_addr = 127.0.0.1
    `,
  ],
  good: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      ; only here
      listen_addr = 127.0.0.1
      server_check_query = select 1; -- it's fine
    `,
  ],
};
