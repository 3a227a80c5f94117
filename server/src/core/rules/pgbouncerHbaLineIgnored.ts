import { ignoredInWords } from "../ruleKit/ignoredInWords.ts";
import { orBefore } from "../ruleKit/pgbouncerRule.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A record of auth_hba_file that PgBouncer ignores. */
export const pgbouncerHbaLineIgnored: Rule = {
  id: "pgbouncer-hba-line-ignored",
  severity: "error",
  serverEffect: "line-error",
  summary: "PgBouncer ignores a record that the server's pg_hba.conf could have.",
  instead: "Write the record with networks, users and methods that PgBouncer knows.",
  pgbouncer({ hba, version }, report) {
    for (const { line, read } of hba?.lines ?? []) {
      if (read.kind !== "ignored" || !hba) continue;
      // 1.24.0 knew pam, 1.24.1 does not.
      if (read.fault === "method" && read.text === "pam" && version === 24) continue;
      const place = { uri: hba.uri, line, span: orBefore(read.span) };
      const { message, fixes = [] } = ignoredInWords(read, place, version);
      report(
        place,
        message,
        {
          detail: `PgBouncer logs “could not parse hba config line ${line + 1}”, ignores the record, and goes on with the next one.`,
        },
        fixes,
      );
    }
  },
};

export const pgbouncerHbaLineIgnoredPage: RulePage = {
  why: "PgBouncer's dialect of pg_hba.conf is smaller: no groups, no host names, `samehost` or `samenet`, no options but `map` (since 1.23), no includes, no quotes around addresses and methods. PgBouncer ignores a record that it does not understand, with a warning in its log, and goes on: what the record was to refuse may be admitted by the next one.",
  bad: [
    `
      -- pgbouncer.ini --
      # pgssl: pgbouncer=1.18
      [pgbouncer]
      auth_type = hba
      auth_hba_file = /data/pg_hba.conf
      -- pg_hba.conf --
      hostssl all all 10.0.0.0/8 cert clientcert=verify-full
      #                               ^^^^^^^^^^^^^^^^^^^^^^
      host all +staff 10.0.0.0/8 md5
      #        ^^^^^^
      host all all samenet md5
      #            ^^^^^^^
      host all all all md5
      #            ^^^
      hostgssenc all all 10.0.0.0/8 gss
      #^^^^^^^^^
      host all all db.example.com md5
      #            ^^^^^^^^^^^^^^
      host replication all 10.0.0.0/8 md5
      #    ^^^^^^^^^^^
      host all all 10.0.0.0/8 ident
      #                       ^^^^^
      include more.conf
      #^^^^^^
    `,
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_type = hba
      auth_hba_file = /data/pg_hba.conf
      -- pg_hba.conf --
      hostssl all all all cert map=people
      #                        ^^^^^^^^^^
      host samerole all all scramsha256
      #    ^^^^^^^^
      host all all 10.0.0.0/33 md5
      #            ^^^^^^^^^^^
      host all "open all md5
      #        ^^^^^^^^^^^^^
      host all all
      #^^^^^^^^^^^
    `,
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_type = hba
      auth_hba_file = /data/pg_hba.conf
      -- pg_hba.conf --
      host all all "10.0.0.0/8" md5
      #            ^^^^^^^^^^^^
      host all all 10.0.0.1 md5
      #            ^^^^^^^^
      host all all ::1 md5
      #            ^^^
    `,
  ],
  fixed: [
    null,
    null,
    `
    -- pg_hba.conf --
    host all all 10.0.0.0/8 md5
    host all all 10.0.0.1/32 md5
    host all all ::1/128 md5
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
      local all all peer
      hostssl shop,"shop test" all 10.0.0.0 255.0.0.0 scram-sha-256 # comment
      hostssl all all all cert map=people
      host replication all ::1/128 reject
      -- pg_ident.conf --
      people CN=alice alice
    `,
  ],
};
