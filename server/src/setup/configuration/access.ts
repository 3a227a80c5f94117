import { matchingOf, readRecord, traits } from "../../core/later.ts";
import type { RecordIndex } from "../../core/project/recordIndex.ts";
import type { AuthContext } from "../../core/rules/context.ts";
import type { AuthField } from "../../core/syntax/authLine.ts";
import type { HbaRecord } from "../../core/syntax/hba/hbaRecord.ts";
import { type Target, toPath } from "../context.ts";
import type { ConfigurationEdit } from "../plan.ts";
import { appendLines, type Insertion, insertAbove, recordLines } from "./place.ts";
import type { AccessWish, Wishes } from "./wishes.ts";

/** A record of pg_hba.conf where it stands. */
export interface HbaLine {
  readonly line: number;
  readonly record: HbaRecord;
}

/** Edits of pg_hba.conf: records that let clients in over TLS, and what becomes of those that do without. */
export function proposeAccess(
  target: Target,
  hba: RecordIndex,
  context: AuthContext,
  { access, cleartext }: Pick<Wishes, "access" | "cleartext">,
): ConfigurationEdit[] {
  const records = hbaRecords(hba, context);
  const edit = (label: string, { place, newText }: Insertion): ConfigurationEdit => ({
    place,
    newText,
    label,
    path: toPath(place.uri),
  });
  const exposed = records.filter(({ record }) => isExposed(record, context));
  const [firstExposed] = exposed;
  const edits: ConfigurationEdit[] = [];

  const network = records.find(({ record }) => /^host/.test(record.type?.tokens[0]?.text ?? ""));
  for (const wish of access) {
    const words = hbaWords(wish, target);
    if (records.some(({ record }) => sameWords(wordsOf(record), words))) continue;
    const text = words.join(" ");
    edits.push(
      edit(
        `Let ${wish.users.join(", ")} in over TLS`,
        network ? insertAbove(hba, network.line, text) : appendLines(hba, text),
      ),
    );
  }
  if (cleartext === "reject" && firstExposed) {
    edits.push(
      edit(
        "Refuse connections that are not encrypted",
        insertAbove(hba, firstExposed.line, "hostnossl all all all reject"),
      ),
    );
  }
  if (cleartext === "hostssl") {
    for (const { line, record } of exposed) {
      const token = record.type?.tokens[0];
      if (!token) continue;
      const place = { uri: hba.document.uri, line, span: token.span };
      edits.push(edit(`Demand TLS of ${record.address?.tokens[0]?.text}`, { place, newText: "hostssl" }));
    }
  }
  return edits;
}

/** The records that let other machines in without encryption, unless an earlier one refuses all such connections. */
export function exposedRecords(hba: RecordIndex, context: AuthContext): HbaLine[] {
  return hbaRecords(hba, context).filter(({ record }) => isExposed(record, context));
}

function hbaRecords(hba: RecordIndex, context: AuthContext): HbaLine[] {
  const records: HbaLine[] = [];
  for (const line of recordLines(hba)) {
    const record = readRecord("pg-hba", hba.document.lines, line, context) as HbaRecord;
    if (record.type) records.push({ line, record });
    if (sameWords(wordsOf(record), rejectAll)) return records; // nothing below lets anybody in without encryption
  }
  return records;
}

const rejectAll = ["hostnossl", "all", "all", "all", "reject"];

function isExposed(record: HbaRecord, context: AuthContext): boolean {
  return ((matchingOf(record, context)?.traits ?? 0) & traits.exposed) !== 0;
}

/** Passwords are asked for as they are stored: `md5` takes both kinds, `scram-sha-256` the newer alone. */
function hbaWords({ databases, users, address, method, options }: AccessWish, { cluster }: Target): string[] {
  const isScram = cluster.settings.value("password_encryption") === "scram-sha-256";
  const written = method === "password" ? (isScram ? "scram-sha-256" : "md5") : method;
  return ["hostssl", databases.join(","), users.join(","), address, written, ...options];
}

function wordsOf({ type, database, user, address, mask, method, options, line }: HbaRecord): string[] {
  const text = (field: AuthField | undefined) =>
    field
      ? field.tokens.map(({ span }) => line.text.slice(span.start, span.end).replace(/,$/, "")).join(",")
      : "";
  const columns = [type, database, user, address, mask, method].filter((field) => field !== undefined);
  return [
    ...columns.map(text),
    ...options.map(({ token }) => line.text.slice(token.span.start, token.span.end)),
  ];
}

/** The columns in order, the options in any. */
function sameWords(a: readonly string[], b: readonly string[]): boolean {
  const sorted = (words: readonly string[]) => [...words.slice(0, 5), ...words.slice(5).sort()].join("\0");
  return a.length === b.length && sorted(a) === sorted(b);
}
