import { commonAddress } from "../cluster/access/matchedAddress.ts";
import { type Matching, matchingOf } from "../cluster/access/matching.ts";
import { readRecord } from "../cluster/readRecord.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";
import type { OrderedRecord } from "./connect/orderedRecords.ts";

/**
 * Where new records of pg_hba.conf go, all at one place in their order, by the lines of its own file: below the last of its type that is above all records
 * which may match the same connections; without one, above the first of those. `undefined`: below all others.
 */
export function placeRecords(
  texts: readonly string[],
  records: readonly OrderedRecord<HbaRecord>[],
  uri: string,
): { readonly line: number; readonly isBelow: boolean } | undefined {
  const [first] = records;
  if (!first) return undefined;
  const wanted = texts.map((text) => readRecord("pg-hba", [text], 0, first.context) as HbaRecord);
  const matchings = wanted.map((record) => matchingOf(record, first.context));
  const rival = records.findIndex(({ record, context }) => {
    const other = matchingOf(record, context);
    return matchings.some((matching) => mayMatchSame(matching, other));
  });
  const kin = records
    .slice(0, rival < 0 ? undefined : rival)
    .findLast(
      ({ record, place }) => place.uri === uri && wanted.some((one) => typeOf(one) === typeOf(record)),
    );
  if (kin) return { line: kin.place.line, isBelow: true };
  const above = records[rival];
  return above && { line: above.entry, isBelow: false };
}

/** By kinds and addresses alone, since memberships of roles are not known here; a record that is not understood may match anything. */
function mayMatchSame(a: Matching | undefined, b: Matching | undefined): boolean {
  if (!a || !b) return true;
  if ((a.types & b.types) === 0) return false;
  const isName = a.address.kind === "name" || b.address.kind === "name";
  return isName || commonAddress(a.address, b.address) !== undefined;
}

function typeOf({ type }: HbaRecord): string | undefined {
  return type?.tokens[0]?.text;
}
