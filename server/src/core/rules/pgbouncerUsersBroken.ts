import { placeOfValue } from "../cluster/pgbouncer.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A file of users that PgBouncer does not read to its end. */
export const pgbouncerUsersBroken: Rule = {
  id: "pgbouncer-users-broken",
  severity: "error",
  serverEffect: "connection-error",
  summary: "PgBouncer stops in the middle of the file of users, and knows nobody below.",
  instead: 'Write `"user" "secret"`, and double a quote that belongs to a word.',
  pgbouncer({ users, settings }, report) {
    const assignment = settings.get("auth_file");
    if (!users?.fault || !assignment) return;
    const at = users.placeOf(users.fault.span);
    report(
      placeOfValue(assignment),
      `PgBouncer stops reading the users at line ${at.line + 1}; write "user" "secret" there.`,
      {
        detail:
          "PgBouncer starts, logs “broken auth file”, and knows none of the users below. Comments begin with ; there.",
      },
    );
  },
};

export const pgbouncerUsersBrokenPage: RulePage = {
  why: 'A line is `"user" "secret"`, both between double quotes; `;` begins a comment, `#` does not. At anything else PgBouncer logs “broken auth file” and stops: the users below are unknown.',
  bad: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_file = /data/userlist.txt
      #           ^^^^^^^^^^^^^^^^^^
      -- userlist.txt mode=0640 --
      "alice" "secret"
      # bob
      "bob" "secret"
    `,
  ],
  good: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_file = /data/userlist.txt
      -- userlist.txt mode=0640 --
      "alice" "secret" and more
      ; "carol" "secret"

      "bob ""b""" ""
    `,
  ],
};
