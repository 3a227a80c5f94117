import { type MatchedAddress, splitAddress } from "../../cluster/access/matchedAddress.ts";
import { kinds, type Matching } from "../../cluster/access/matching.ts";

/** How often the addresses of a part are divided in two. */
const maxSplits = 2;

/**
 * Lines above one whose records match all parts of what its record matches: each kind of connection with each name, and the
 * addresses divided in two up to twice. Empty where some part is left. It costs a few look-ups and no walk over the lines above.
 * @param hasSomeKinds whether any record is for some kinds of connection over the network alone
 * @param firstCover the first line whose record covers a part, -1 if there is none
 * @param mayDivide whether some record may match a part of an address
 */
export function partsLookedUp(
  line: number,
  row: Matching,
  hasSomeKinds: boolean,
  firstCover: (part: Matching) => number,
  mayDivide: (address: MatchedAddress) => boolean,
): readonly number[] {
  const found = new Set<number>();
  const inParts = (part: Matching, splits: number): boolean => {
    const narrower = splits > 0 && mayDivide(part.address) ? splitAddress(part.address) : undefined;
    return narrower?.every((address) => isMatched({ ...part, address }, splits - 1)) ?? false;
  };
  const isMatched = (part: Matching, splits: number): boolean => {
    const first = firstCover(part);
    if (first < 0 || first >= line) return inParts(part, splits);
    found.add(first);
    return true;
  };
  const types = hasSomeKinds ? Object.values(kinds).filter((kind) => (kind & row.types) !== 0) : [row.types];
  const { databases, users } = row;
  // That no record matches all of it is known.
  const isWhole =
    types.length * databases.length * users.length === 1
      ? inParts(row, maxSplits)
      : types.every((kind) =>
          databases.every((database) =>
            users.every((user) =>
              isMatched({ ...row, types: kind, databases: [database], users: [user] }, maxSplits),
            ),
          ),
        );
  return isWhole ? [...found].sort((a, b) => a - b) : [];
}
