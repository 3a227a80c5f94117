import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { mayUseEntry } from "../syntax/connection/readPassFile.ts";

/** A line of a password file that is for none of the services beside it. */
export const passfileEntryUnused: Rule = {
  id: "passfile-entry-unused",
  severity: "hint",
  serverEffect: null,
  summary: "No service of the `.pg_service.conf` beside a password file uses one of its lines.",
  instead:
    "Remove the line, or correct the host, port, database or role in which it differs from the service.",
  passwords({ entries, services, startOf }, report) {
    if (services.length === 0) return;
    for (const entry of entries) {
      const [first, last] = [entry.fields[0], entry.fields.at(-1)];
      if (!entry.password || !first || !last) continue;
      if (services.some(({ parameters }) => mayUseEntry(entry, parameters))) continue;
      const start = startOf(entry.line);
      report(
        { start: start + first.span.start, end: start + last.span.end },
        "No service in .pg_service.conf uses this line; remove it unless a program without service does.",
        { detail: "Where a service leaves host, port, database or role open, any word of the line fits." },
      );
    }
  },
};

export const passfileEntryUnusedPage: RulePage = {
  why: "A line that no service can match is for programs that connect without a service, or it is left over from a server, database or role that has another name now. Then it is a password that lies about without a use.",
  bad: [
    `
      -- .pgpass mode=0600 --
      db.example.com:5432:shop:alice:secret
      old.example.com:5432:shop:alice:secret
      #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      -- .pg_service.conf --
      [shop]
      host=db.example.com
      port=5432
      dbname=shop
    `,
  ],
  fixed: [null],
  good: [
    `
      -- .pgpass mode=0600 --
      old.example.com:5432:shop:alice:secret
    `,
    `
      -- .pgpass mode=0600 --
      db2.example.com:5433:*:alice:secret
      -- .pg_service.conf --
      [shop]
      host=db1.example.com,db2.example.com
    `,
  ],
};
