import { covers, mayTakePart } from "../cluster/access/covers.ts";
import { lastOfCover } from "../cluster/access/coverTogether.ts";
import { matchingOf } from "../cluster/access/matching.ts";
import type { AuthContext } from "../cluster/context.ts";
import type { Fix } from "../model/diagnostic.ts";
import { missingLineEnd } from "../model/lines.ts";
import { methodOf, recordSpan, selectionSpan, shownSelection } from "../ruleKit/recordText.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeRecord } from "../ruleKit/textFix.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";

export const hbaRuleUnreachable: Rule = {
  id: "hba-rule-unreachable",
  severity: "warning",
  serverEffect: null,
  summary: "Earlier records match everything that a record could match.",
  instead: "Move the more specific record above the more general one, or remove it.",
  order: {
    // Records that each cover a part may cover all together.
    dependence: { on: mayTakePart },
    find(line, file) {
      const first = file.firstCoverOf(line);
      return first === line ? file.lastOfSeveral(line) : first;
    },
    describe(record, other, context, addedBy) {
      const relation = other && relationOf(other, record, context);
      if (!relation) return undefined;
      const [mine, winning] = [methodOf(record), methodOf(other)];
      const consequence = mine === winning ? "" : `, here with ${winning} and not ${mine}`;
      return {
        span: recordSpan(record),
        message: messageOf(relation, shownSelection(other), addedBy),
        detail: `The server uses the first record that matches a connection${consequence}. It looks no further, even if authentication fails.`,
        otherSpan: selectionSpan(other),
        otherMessage:
          relation === "together"
            ? "This record matches what the records above it leave over."
            : "This record matches first.",
        tag: "unnecessary",
      };
    },
  },
  fix({ related }, target) {
    const { record } = target;
    const other = related?.[0]?.place;
    if (!("options" in record) || !other) return [];
    const { text } = record.line;
    const remove = removeRecord(target, "Remove this record, which is never used");
    // Of two that match the same, the upper one would then do what the lower one does now.
    const first = target.recordAt(other.line);
    if (!("options" in first) || relationOf(first, record, target.context) !== "wider") return [remove];
    const newText = text + missingLineEnd(text);
    const insertion = { place: { ...other, span: { start: 0, end: 0 } }, newText };
    const move: Fix = {
      title: "Move this record above the one that matches first",
      edits: [insertion, ...(remove.edits ?? [])],
    };
    return [move, remove];
  },
};

export const hbaRuleUnreachablePage: RulePage = {
  why: "The server uses the first record that matches type, database, role and address of a connection, and never looks further, not even if authentication fails. What a later record requires, be it a certificate or `reject`, then never happens.",
  bad: [
    `
    host all all 10.0.0.0/8 scram-sha-256
    hostssl all all 10.1.0.0/16 cert
    #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    host app alice,bob all scram-sha-256
    host app bob samenet scram-sha-256
    #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    local all all peer
    local all all scram-sha-256 # the first one decides
    #^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    host all all 10.0.0.0 255.0.255.0 reject
    host all all 10.77.0.1/32 trust
    #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    hostssl all all ::/0 scram-sha-256
    hostnossl all all ::/0 reject
    host all all ::1/128 trust
    #^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    host all all 10.0.0.0/25 scram-sha-256
    host all all 10.0.0.128/25 scram-sha-256
    host all all 10.0.0.0/24 reject # the two networks above match all of it
    #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    host app alice all scram-sha-256
    host app,web bob all scram-sha-256
    host app alice,bob 10.0.0.0/8 trust
    #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    host all /^app_.*$ all scram-sha-256
    host all app_reader 10.0.0.0/8 trust
    #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    hostssl all all 10.1.0.0/16 cert
    host all all 10.0.0.0/8 scram-sha-256
    `,
    `
    host app bob samenet scram-sha-256
    host app alice,bob all scram-sha-256
    `,
    `
    local all all peer
    `,
    `
    host all all 10.77.0.1/32 trust
    host all all 10.0.0.0 255.0.255.0 reject
    `,
    `
    hostssl all all ::/0 scram-sha-256
    hostnossl all all ::/0 reject
    `,
    `
    host all all 10.0.0.0/25 scram-sha-256
    host all all 10.0.0.128/25 scram-sha-256
    `,
    `
    host app alice all scram-sha-256
    host app,web bob all scram-sha-256
    `,
    `
    host all app_reader 10.0.0.0/8 trust
    host all /^app_.*$ all scram-sha-256
    `,
  ],
  good: [
    `
    hostssl all all ::/0 scram-sha-256
    host all all ::1/128 trust
    `,
    `
    hostssl all all 10.1.0.0/16 cert
    host all all 10.0.0.0/8 scram-sha-256
    hostnossl replication all 10.0.0.0/8 reject
    host all all 0.0.0.0/0 scram-sha-256
    host all all ::/0 scram-sha-256
    `,
    `
    host all +admin 10.0.0.0/8 scram-sha-256
    host all admin 10.0.0.0/8 scram-sha-256
    host sameuser all 10.0.0.0/8 scram-sha-256
    host "sameuser" all 10.0.0.0/8 scram-sha-256
    `,
    `
    host all all 10.0.0.0/25 scram-sha-256
    host all all 10.0.0.128/26 scram-sha-256
    host all all 10.0.0.0/24 scram-sha-256
    `,
    `
    host app /^app_.*$ all scram-sha-256
    host all app_reader all scram-sha-256
    host replication app_reader all scram-sha-256
    host app /app_reader all scram-sha-256
    `,
    `
    host all all .example.com scram-sha-256
    host all all db.example.com scram-sha-256
    `,
  ],
};

type Relation = "same" | "wider" | "together";

/** There is nothing to move a record above that a carrier adds, and only one of the two to remove. */
function messageOf(relation: Relation, other: string, addedBy: string | undefined): string {
  if (addedBy !== undefined) {
    const added = `which ${addedBy} adds above`;
    if (relation === "same") return `This record repeats ${other}, ${added} and which decides; remove it.`;
    return relation === "wider"
      ? `Never used, as ${other} matches first, ${added}; remove it.`
      : `Never used, as ${other}, ${added}, and records before it match all of this; remove it.`;
  }
  if (relation === "same")
    return `This record repeats ${other} above, and the first one decides; remove one.`;
  return relation === "wider"
    ? `Never used, as ${other} above matches first; move this up, or remove it.`
    : `Never used, as ${other} and records above it match all of this; move it up, or remove it.`;
}

/** Steps of the regular expressions of one record. */
const maxSteps = 100_000;

/** What an earlier record matches of a later one; `undefined` if it leaves the later one something. */
function relationOf(other: HbaRecord, record: HbaRecord, context: AuthContext): Relation | undefined {
  const [wide, narrow] = [matchingOf(other, context, 1), matchingOf(record, context, 1)];
  if (!wide || !narrow) return undefined;
  if (covers(wide, narrow)) return covers(narrow, wide) ? "same" : "wider";
  if (!mayTakePart(wide, narrow)) return undefined;
  const alone = lastOfCover(record, [{ line: 0, record: other }], context, { steps: maxSteps });
  return alone === undefined ? "together" : "wider";
}
