import type { Fix } from "../model/diagnostic.ts";
import type { PgBouncerVersion } from "../model/pgbouncerVersion.ts";
import type { Place } from "../model/span.ts";
import { didYouMean, orBefore } from "../ruleKit/pgbouncerRule.ts";
import type { Rule, RuleExamples } from "../ruleKit/rule.ts";
import { hbaMethods, hbaTypes } from "../syntax/pgbouncer/readHbaLine.ts";
import type { HbaFault, IgnoredLine } from "../syntax/pgbouncer/readNames.ts";

/** A record of auth_hba_file that PgBouncer ignores. */
export const pgbouncerHbaLineIgnored: Rule = {
  id: "pgbouncer-hba-line-ignored",
  severity: "error",
  serverEffect: "line-error",
  summary: "PgBouncer ignores a record that the server's pg_hba.conf could have.",
  why: "PgBouncer's dialect of pg_hba.conf is smaller: no groups, no host names, `samehost` or `samenet`, no options but `map` (since 1.23), no includes, no quotes around addresses and methods. PgBouncer ignores a record that it does not understand, with a warning in its log, and goes on: what the record was to refuse may be admitted by the next one.",
  instead: "Write the record with networks, users and methods that PgBouncer knows.",
  pgbouncer({ hba, version }, report) {
    for (const { line, read } of hba?.lines ?? []) {
      if (read.kind !== "ignored" || !hba) continue;
      // 1.24.0 knew pam, 1.24.1 does not.
      if (read.fault === "method" && read.text === "pam" && version === 24) continue;
      const place = { uri: hba.uri, line, span: orBefore(read.span) };
      const { message, fixes = [] } = wordsFor(read, place, version);
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

export const pgbouncerHbaLineIgnoredExamples: RuleExamples = {
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

function wordsFor(
  { fault, text }: IgnoredLine,
  place: Place,
  version: PgBouncerVersion,
): { readonly message: string; readonly fixes?: readonly Fix[] } {
  if (fault === "type-unknown") {
    if (/^include/.test(text))
      return { message: "PgBouncer's records have no includes; write the records here." };
    const { words, fixes } = didYouMean(text, hbaTypes, place);
    return {
      message: `PgBouncer knows local, host, hostssl and hostnossl only${words || "; use one of them."}`,
      fixes,
    };
  }
  if (fault === "method") {
    const known = hbaMethods.filter((method) => method !== "ldap" || version >= 25);
    const { words, fixes } = didYouMean(text, known, place);
    return {
      message: `PgBouncer has no such method in records${words || "; use scram-sha-256 or cert."}`,
      fixes,
    };
  }
  return { message: messages[fault], fixes: fixesOf(fault, text, place) };
}

/** The one way to write what is meant so that PgBouncer reads it. */
function fixesOf(fault: HbaFault, text: string, place: Place): readonly Fix[] {
  if (fault === "address-quoted") {
    const newText = text.replaceAll('"', "");
    return [{ title: "Remove the quotes", edits: [{ place, newText }] }];
  }
  if (fault !== "mask-missing") return [];
  const newText = `${text}/${text.includes(":") ? 128 : 32}`;
  return [{ title: `Write ${newText}`, edits: [{ place, newText }] }];
}

const messages: Readonly<Record<Exclude<HbaFault, "type-unknown" | "method">, string>> = {
  "column-missing":
    "The record ends too early; write TYPE DATABASE USER ADDRESS METHOD, without ADDRESS for local.",
  group: "PgBouncer knows no groups; write the users, or a file of users with @.",
  keyword: "PgBouncer does not know roles of databases; write the users.",
  replication: "PgBouncer passes replication on since 1.23; remove the record.",
  "names-file": "PgBouncer cannot read this file of names, or not all of it; correct the path or its lines.",
  "quote-open": "The quote is not closed on this line; close it.",
  "address-all": "PgBouncer knows all as an address since 1.23; write 0.0.0.0/0, and ::/0 in another record.",
  "address-name": "PgBouncer takes addresses of networks only, no names; write them as 10.0.0.0/8.",
  "address-quoted": "PgBouncer takes no quoted address; remove the quotes.",
  "mask-missing": "The address has no mask; write one behind it, as /32 for one address.",
  "mask-invalid": "The mask does not fit the address; write /0 to /32, or to /128 for IPv6.",
  "map-malformed": "The only option of PgBouncer's records is map=NAME; remove this one.",
  "map-unknown": "The file of auth_ident_file has no such map; correct the name or add the map.",
  option: "PgBouncer's records have no options here; remove what is behind the method.",
};
