import { covers } from "../cluster/access/covers.ts";
import { twinsOf } from "../cluster/access/matchedAddress.ts";
import { traits } from "../cluster/access/matching.ts";
import { missingLineEnd } from "../model/lines.ts";
import type { Span } from "../model/span.ts";
import { trimEndOf } from "../model/trimEndOf.ts";
import { recordSpan, selectionSpan } from "../ruleKit/recordText.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";

export const hbaIpv6Missing: Rule = {
  id: "hba-ipv6-missing",
  severity: "hint",
  serverEffect: null,
  summary: "A record admits connections over IPv4, and the same ones over IPv6 match no record.",
  instead: "Add the same record with `::1/128` (for `127.0.0.1/32`) or `::/0` (for `0.0.0.0/0`).",
  order: {
    dependence: {
      traits: traits.ipv4Only,
      below: true,
      on: (other, row) =>
        covers(other, row) ||
        (twinsOf(row.address)?.some((address) => covers(other, { ...row, address })) ?? false),
    },
    find(line, file) {
      if ((file.traits(line) & traits.ipv4Only) === 0 || file.isPartial) return undefined;
      const row = file.row(line);
      if (!row || file.firstCoverOf(line) !== line) return undefined;
      const hasTwin = twinsOf(row.address)?.some((address) => file.firstCover({ ...row, address }) >= 0);
      return hasTwin ? undefined : -1;
    },
    describe(record) {
      const span = addressSpan(record);
      return {
        span,
        message: `The same connections over IPv6 match no record; add a record with ${twinOf(record)}.`,
        detail:
          "Many systems resolve localhost and host names to IPv6 addresses first. The server refuses such connections with “no pg_hba.conf entry”.",
      };
    },
  },
  fix({ span }, target) {
    const { record } = target;
    if (!("options" in record)) return [];
    const { text } = record.line;
    const above = trimEndOf(text, "\r\n");
    const { start, end: last } = recordSpan(record);
    const twin = twinOf(record);
    const padded = twin.padEnd(span.end - span.start);
    const line = text.slice(start, span.start) + padded + text.slice(span.end, last);
    const insertion = { start: above.length, end: above.length };
    const title = `Add the same record with ${twin} below`;
    return [replaceText(target, title, insertion, missingLineEnd(above) + line)];
  },
};

export const hbaIpv6MissingPage: RulePage = {
  why: "Many systems resolve `localhost` and host names to IPv6 addresses first. Such a connection matches no IPv4 record, and the server refuses it with “no pg_hba.conf entry”.",
  bad: [
    `
    host all all 127.0.0.1/32 scram-sha-256
    #            ^^^^^^^^^^^^
    `,
    `
    hostssl all all 0.0.0.0 0.0.0.0 scram-sha-256
    #               ^^^^^^^^^^^^^^^
    hostssl app all ::/0 scram-sha-256
    `,
  ],
  fixed: [
    `
    host all all 127.0.0.1/32 scram-sha-256
    host all all ::1/128      scram-sha-256
    `,
    `
    hostssl all all 0.0.0.0 0.0.0.0 scram-sha-256
    hostssl all all ::/0            scram-sha-256
    hostssl app all ::/0 scram-sha-256
    `,
  ],
  good: [
    `
    host all all 127.0.0.1/32 scram-sha-256
    host all all ::1/128 scram-sha-256
    hostssl app all 0.0.0.0/0 scram-sha-256
    hostssl all all ::/0 scram-sha-256
    host all all 10.0.0.0/8 scram-sha-256
    `,
    `
    host all all 127.0.0.1/32 trust
    host all all localhost trust
    host all all 0.0.0.0/0 reject
    `,
  ],
};

/** The address with its mask. */
function addressSpan(record: HbaRecord): Span {
  const start = record.address?.span.start ?? 0;
  return { start, end: selectionSpan(record).end };
}

function twinOf({ numericAddress }: HbaRecord): string {
  return numericAddress?.bytes[0] === 127 ? "::1/128" : "::/0";
}
