import { formatAddress, maskLength } from "../model/address.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { networkOf } from "../syntax/pgbouncer/readHbaLine.ts";

/** A record of auth_hba_file whose address matches no client. */
export const pgbouncerHbaNeverMatches: Rule = {
  id: "pgbouncer-hba-never-matches",
  severity: "warning",
  serverEffect: null,
  summary: "A record's address has bits behind its mask, and PgBouncer matches no client with it.",
  instead: "Write the address of the network, as `10.0.0.0/8`.",
  pgbouncer({ hba }, report) {
    for (const { line, read } of hba?.lines ?? []) {
      if (read.kind !== "record" || !read.neverMatches || !read.addressSpan || !hba) continue;
      const place = { uri: hba.uri, line, span: read.addressSpan };
      const network = networkOf(read);
      const bits = read.address && read.address !== "all" ? maskLength(read.address.mask) : undefined;
      const meant = network && `${formatAddress(network)}/${bits}`;
      report(
        place,
        meant
          ? `PgBouncer matches no client with this address; write ${meant}.`
          : "PgBouncer matches no client with this address; write that of a network.",
        { detail: "PgBouncer logs “address does not match mask” and keeps the record, which never decides." },
        meant ? [{ title: `Change to ${meant}`, edits: [{ place, newText: meant }] }] : [],
      );
    }
  },
};

export const pgbouncerHbaNeverMatchesPage: RulePage = {
  why: "PostgreSQL takes such bits away; PgBouncer warns “address does not match mask”, keeps the record, and compares the masked address of a client with the whole address of the record: they are never equal.",
  bad: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_type = hba
      auth_hba_file = /data/pg_hba.conf
      -- pg_hba.conf --
      host all all 10.1.2.3/8 reject
      #            ^^^^^^^^^^
      host all all 10.0.0.1 255.0.0.0 md5
      #            ^^^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
      -- pg_hba.conf --
      host all all 10.0.0.0/8 reject
      host all all 10.0.0.0/8 md5
    `,
  ],
  good: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_type = hba
      auth_hba_file = /data/pg_hba.conf
      -- pg_hba.conf --
      host all all 10.0.0.0/8 reject
    `,
  ],
};
