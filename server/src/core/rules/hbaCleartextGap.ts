import { common, covers } from "../cluster/access/covers.ts";
import { kinds, matchingOf, traits } from "../cluster/access/matching.ts";
import type { AuthContext } from "../cluster/context.ts";
import { selectionSpan, shownSelection } from "../ruleKit/recordText.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";

export const hbaCleartextGap: Rule = {
  id: "hba-cleartext-gap",
  severity: "warning",
  serverEffect: null,
  summary: "A record admits unencrypted connections that a `hostssl` record above seems to reserve for TLS.",
  instead:
    "Write `hostssl` in this record as well, or put a `hostnossl` record with the method `reject` above it.",
  order: {
    dependence: {
      traits: traits.exposed,
      needs: traits.encrypted,
      on: (other, row) =>
        ((other.types & kinds.plain) !== 0 || (other.traits & traits.encrypted) !== 0) &&
        common(other, row) !== undefined,
    },
    find(line, file) {
      if ((file.traits(line) & traits.exposed) === 0 || file.isPartial) return undefined;
      const row = file.row(line);
      for (const other of file.encryptedAbove(line)) {
        const protectedRow = file.row(other);
        const both = row && protectedRow && common(protectedRow, row);
        // An earlier record may reject these connections without TLS, or be the gap itself.
        if (both && file.firstCover({ ...both, types: kinds.plain }) === line) return other;
      }
      return undefined;
    },
    describe(record, other, context) {
      const [row, protectedRow] = [matchingOf(record, context, 1), other && matchingOf(other, context, 1)];
      if (!record.type || !other || !row || !protectedRow || !common(protectedRow, row)) return undefined;
      return {
        span: record.type.span,
        message: `Clients without TLS skip ${shownSelection(other)} and are admitted here; use hostssl, or reject them.`,
        detail:
          "A hostssl record matches only connections with TLS; others go on to the records below it. To reject them, put a hostnossl record with the method reject above this one.",
        otherSpan: selectionSpan(other),
        otherMessage: "This record matches only connections with TLS.",
      };
    },
  },
  fix({ related }, target) {
    const protectedLine = related?.[0]?.place.line;
    if (!("options" in target.record) || protectedLine === undefined) return [];
    const { type } = target.record;
    const token = type?.tokens[0] && writtenToken(target, type.tokens[0].span);
    const reserved = target.recordAt(protectedLine);
    if (!token || !("options" in reserved)) return [];
    const refusal = `hostnossl${commonSelection(target.record, reserved, target.context)} reject\n`;
    const refuse = replaceText(target, "Reject connections without TLS above", { start: 0, end: 0 }, refusal);
    const refuses = reserved.method?.tokens[0]?.text === "reject";
    const end = target.record.line.fields.at(-1)?.span.end;
    // Changed to hostssl, or below a rejection, such a record would never be used.
    if (!refuses && end !== undefined && isCovered(target.record, reserved, target.context)) {
      const whole = { start: token.span.start, end };
      return [replaceText(target, "Reject these connections without TLS", whole, refusal.trimEnd())];
    }
    return token.text === "host" && !refuses
      ? [replaceText(target, "Change host to hostssl", token.span, "hostssl"), refuse]
      : [refuse];
  },
};

export const hbaCleartextGapPage: RulePage = {
  why: "A `hostssl` record does not require TLS: it only matches connections that have it, and with `reject` refuses no others. A connection without encryption goes on to the records below, and if one of them matches, it is admitted, with its data readable on the network.",
  bad: [
    `
    hostssl all all 10.0.0.0/8 scram-sha-256
    host all all 0.0.0.0/0 scram-sha-256
    #^^^
    `,
    `
    hostssl shop all all scram-sha-256
    hostnossl all app 10.0.0.0/8 scram-sha-256
    #^^^^^^^^
    `,
    `
    hostssl all guest all reject # guests without TLS go on
    host all all 10.0.0.0/8 scram-sha-256
    #^^^
    `,
    `
    hostssl all all 10.0.0.0/8 scram-sha-256
    host    all all 10.1.0.0/16 scram-sha-256 # old clients
    #^^^
    `,
  ],
  fixed: [
    `
    hostssl all all 10.0.0.0/8 scram-sha-256
    hostssl all all 0.0.0.0/0 scram-sha-256
    `,
    `
    hostssl shop all all scram-sha-256
    hostnossl shop app 10.0.0.0/8 reject
    hostnossl all app 10.0.0.0/8 scram-sha-256
    `,
    `
    hostssl all guest all reject # guests without TLS go on
    hostnossl all guest 10.0.0.0/8 reject
    host all all 10.0.0.0/8 scram-sha-256
    `,
    `
    hostssl all all 10.0.0.0/8 scram-sha-256
    hostnossl    all all 10.1.0.0/16 reject # old clients
    `,
  ],
  good: [
    `
    host all all 127.0.0.1/32 scram-sha-256
    hostssl all all 0.0.0.0/0 scram-sha-256
    host all all ::1/128 scram-sha-256
    host all all localhost scram-sha-256
    hostnossl all all 0.0.0.0/0 reject
    host all all 10.0.0.0/8 scram-sha-256
    `,
    `
    hostssl shop all 10.0.0.0/8 scram-sha-256
    host office all 10.0.0.0/8 scram-sha-256
    host shop all 192.168.0.0/16 scram-sha-256
    host replication replicator 10.0.0.0/8 scram-sha-256
    hostgssenc shop all 10.0.0.0/8 gss
    `,
    `
    host all all 10.0.0.0/8 scram-sha-256
    `,
  ],
};

/** Whether a record matches all that another matches, but for the kinds of connections. */
function isCovered(record: HbaRecord, other: HbaRecord, context: AuthContext): boolean {
  const [row, otherRow] = [matchingOf(record, context, 1), matchingOf(other, context, 1)];
  return row !== undefined && otherRow !== undefined && covers({ ...otherRow, types: row.types }, row);
}

/** The columns behind the type that say which connections two records have in common, spaced as in the first. */
function commonSelection(record: HbaRecord, other: HbaRecord, context: AuthContext): string {
  const [row, otherRow] = [matchingOf(record, context, 1), matchingOf(other, context, 1)];
  if (!row || !otherRow) return "";
  const otherColumns = columnsOf(other);
  const otherIsWider = [
    covers({ ...row, databases: otherRow.databases }, row),
    covers({ ...row, users: otherRow.users }, row),
    covers({ ...row, address: otherRow.address }, row),
  ];
  let end = record.type?.span.end ?? 0;
  return columnsOf(record)
    .map(({ text, span }, column) => {
      const gap = record.line.text.slice(end, span.start);
      end = span.end;
      return gap + (otherIsWider[column] ? text : (otherColumns[column]?.text ?? text));
    })
    .join("");
}

/** Database, user and address with its mask. */
function columnsOf({ line, database, user, address, mask }: HbaRecord) {
  return [database, user, address].flatMap((field) => {
    if (!field) return [];
    const span = { start: field.span.start, end: (field === address && mask ? mask : field).span.end };
    return [{ text: line.text.slice(span.start, span.end), span }];
  });
}
