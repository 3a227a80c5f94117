import { commonAddress, coversAddress } from "./matchedAddress.ts";
import { type Matching, traits } from "./matching.ts";
import { allCode, replicationCode, unknownCode } from "./tokenCode.ts";

/**
 * Whether a record certainly matches all connections, of some of its kinds, that another matches. By the file alone, a
 * regular expression, a `+role` and a host name cover only themselves.
 */
export function covers(wide: Matching, narrow: Matching, types = narrow.types): boolean {
  return (
    (types & ~wide.types) === 0 &&
    coversWords(wide.users, narrow.users, coversUser) &&
    coversWords(wide.databases, narrow.databases, coversDatabase) &&
    coversAddress(wide.address, narrow.address)
  );
}

/** Whether a record can be one of several that cover another together; a regular expression may match any name. */
export function mayTakePart(other: Matching, narrow: Matching): boolean {
  const { users, databases, address } = narrow;
  if ((other.types & narrow.types) === 0) return false;
  if (
    !coversAddress(other.address, address) &&
    !coversAddress(address, other.address) &&
    !(address.kind === "name" && other.address.prefix === 0)
  )
    return false;
  if ((other.traits & traits.pattern) !== 0) return true;
  return (
    users.some((word) => coversUser(other.users, word)) &&
    databases.some((word) => coversDatabase(other.databases, word))
  );
}

/**
 * Connections that two records both match, of the kinds of the second; `undefined` when there are none or when that
 * is unknown.
 */
export function common(a: Matching, b: Matching): Matching | undefined {
  const address = commonAddress(a.address, b.address);
  if (!address) return undefined;
  const users = commonWords(a.users, b.users, coversUser);
  const databases = commonWords(a.databases, b.databases, coversDatabase);
  if (users.length === 0 || databases.length === 0) return undefined;
  return { types: b.types, traits: 0, databases, users, address };
}

type WordCovers = (words: readonly number[], word: number) => boolean;

function coversWords(wide: readonly number[], narrow: readonly number[], has: WordCovers): boolean {
  for (const word of narrow) if (!has(wide, word)) return false;
  return true;
}

function commonWords(a: readonly number[], b: readonly number[], has: WordCovers): readonly number[] {
  const both = [...b.filter((word) => has(a, word)), ...a.filter((word) => has(b, word))];
  return both.length === 1 ? both : [...new Set(both)].sort((one, other) => one - other);
}

function coversDatabase(words: readonly number[], word: number): boolean {
  if (word === unknownCode) return false; // the file may hold `replication`
  return contains(words, word) || (word !== replicationCode && contains(words, allCode));
}

function coversUser(words: readonly number[], word: number): boolean {
  return (word !== unknownCode && contains(words, word)) || contains(words, allCode);
}

/** Whether a sorted list holds a code. */
function contains(sorted: readonly number[], code: number): boolean {
  if (sorted.length === 1) return sorted[0] === code;
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = sorted[middle] ?? 0;
    if (found === code) return true;
    if (found < code) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
