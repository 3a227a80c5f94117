import { dirname, relative } from "node:path";
import {
  type HbaRecord,
  matchingOf,
  type OrderedRecord,
  placeEdits,
  type Records,
  traits,
} from "../../core/index.ts";
import { type Target, toPath } from "../context.ts";
import type { ConfigurationEdit } from "../plan.ts";
import { type Insertion, insertAbove, insertRecords } from "./place.ts";
import type { WantedAccess, WantedConfiguration } from "./wanted.ts";
import { writeAddress, writeRecord, writeWord } from "./words.ts";

/** A record of pg_hba.conf, or of a file that it includes, with its place. */
export type HbaLine = OrderedRecord<HbaRecord>;

/**
 * Edits that admit clients over TLS, and decide about those without. `records` are those of pg_hba.conf, which
 * is `hba`, with those of included files: these are changed in place, and new ones go into pg_hba.conf itself.
 */
export function proposeAccess(
  target: Target,
  hba: Records,
  records: readonly HbaLine[],
  { access, cleartext }: Pick<WantedConfiguration, "access" | "cleartext">,
): ConfigurationEdit[] {
  const edit = (label: string, { place, newText }: Insertion): ConfigurationEdit => ({
    place,
    newText,
    label,
    path: toPath(place.uri),
  });
  const reached = reachedRecords(records);
  const exposed = exposedRecords(records);
  const [firstExposed] = exposed;
  const edits: ConfigurationEdit[] = [];

  const missing = access.flatMap((wanted) => {
    const columns = hbaColumns(wanted, target);
    const words = columns.map((column) => column.join(","));
    if (reached.some(({ record }) => sameWords(wordsOf(record), words))) return [];
    return [{ wanted, text: writeRecord(columns, target.cluster.serverVersion) }];
  });
  const insertions = insertRecords(
    hba,
    reached,
    missing.map(({ text }) => text),
  );
  for (const [at, insertion] of insertions.entries())
    edits.push(edit(`Admit ${missing[at]?.wanted.users.join(", ")} over TLS`, insertion));
  if (cleartext === "reject" && firstExposed) {
    edits.push(
      edit(
        "Reject unencrypted connections",
        insertAbove(hba, firstExposed.entry, "hostnossl all all all reject"),
      ),
    );
  }
  if (cleartext === "hostssl") {
    for (const { place, record } of exposed) {
      const token = record.type?.tokens[0];
      if (!token) continue;
      const change = { place: { ...place, span: token.span }, newText: "hostssl" };
      const document = target.snapshot.members.get(place.uri)?.document;
      const [insertion = change] = placeEdits([change], () => document, target.cluster.serverVersion);
      edits.push(edit(`Require TLS from ${record.address?.tokens[0]?.text}`, insertion));
    }
  }
  return edits;
}

/**
 * The records that admit other machines without encryption, unless an earlier one refuses all such connections; each once,
 * however often its file is included.
 */
export function exposedRecords(records: readonly HbaLine[]): HbaLine[] {
  const exposed = reachedRecords(records).filter(
    ({ record, context }) => ((matchingOf(record, context)?.traits ?? 0) & traits.exposed) !== 0,
  );
  const keyOf = ({ place: { uri, line } }: HbaLine) => `${line} ${uri}`;
  return [...new Map(exposed.map((each) => [keyOf(each), each])).values()];
}

/** The path of a file that pg_hba.conf includes, relative to its folder where it is below it. */
export function includedName(uri: string, hbaUri: string): string {
  const path = toPath(uri);
  const fromHere = relative(dirname(toPath(hbaUri)), path);
  return fromHere.startsWith("..") ? path : fromHere;
}

/** The records up to the one below which nobody is admitted without encryption. */
function reachedRecords(records: readonly HbaLine[]): readonly HbaLine[] {
  const last = records.findIndex(({ record }) => sameWords(wordsOf(record), rejectAll));
  return last < 0 ? records : records.slice(0, last + 1);
}

const rejectAll = ["hostnossl", "all", "all", "all", "reject"];

/** Passwords are requested as they are stored: `md5` takes both kinds, `scram-sha-256` the newer alone. */
function hbaColumns(
  { databases, users, address, method, options }: WantedAccess,
  { cluster }: Target,
): string[][] {
  const isScram = cluster.settings.value("password_encryption") === "scram-sha-256";
  const written = method === "password" ? (isScram ? "scram-sha-256" : "md5") : method;
  const list = (words: readonly string[]) => words.map((word) => writeWord(word, cluster.serverVersion));
  const columns = [list(databases), list(users), [writeAddress(address)], [written]];
  return [["hostssl"], ...columns, ...options.map((option) => [option])];
}

function wordsOf({ type, database, user, address, mask, method, options, line }: HbaRecord): string[] {
  const text = (field: HbaRecord["type"]) =>
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
