import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import { effectiveMask } from "./reach.ts";
import { codeOf } from "./tokenCode.ts";

/** The client addresses that a record matches. */
export interface MatchedAddress {
  /** A network of one family; all addresses; or a word that is only known to equal itself, as a host name. */
  readonly kind: 4 | 6 | "all" | "name";
  /** The network as numbers of 32 bits, nothing set outside the mask; for a name, its code. */
  readonly words: readonly number[];
  readonly mask: readonly number[];
  /** Of a mask of leading ones. */
  readonly prefix?: number | undefined;
}

export const allAddresses: MatchedAddress = { kind: "all", words: [], mask: [] };

/** A host name, compared without regard to case, or `@` and a keyword. */
export function namedAddress(text: string, seed = 0): MatchedAddress {
  return { kind: "name", words: [codeOf(":", text.toLowerCase(), seed)], mask: [] };
}

/** The network of a record whose address is a number; `undefined` when its mask cannot be read. */
export function matchedAddress(record: HbaRecord, seed: number): MatchedAddress | undefined {
  const mask = effectiveMask(record);
  if (!mask || !record.numericAddress) return undefined;
  const { bytes, family, zone } = record.numericAddress;
  // With a zone it depends on the machine whether it is a number.
  if (zone !== undefined) return namedAddress(`${bytes} ${mask} ${zone}`, seed);
  const masks = wordsOf(mask);
  const words = wordsOf(bytes);
  for (let at = 0; at < words.length; at++) words[at] = (words[at] ?? 0) & (masks[at] ?? 0);
  return { kind: family, words, mask: masks, prefix: prefixLength(masks) };
}

/** Whether every client address that `narrow` matches is certainly matched by `wide`. */
export function coversAddress(wide: MatchedAddress, narrow: MatchedAddress): boolean {
  if (wide.kind === "all") return true;
  if (wide.kind !== narrow.kind) return false;
  if (wide.kind === "name") return wide.words[0] === narrow.words[0];
  for (let at = 0; at < wide.words.length; at++) {
    const mask = wide.mask[at] ?? 0;
    if ((mask & ~(narrow.mask[at] ?? 0)) !== 0) return false;
    if ((((wide.words[at] ?? 0) ^ (narrow.words[at] ?? 0)) & mask) !== 0) return false;
  }
  return true;
}

/** Two areas that are together all of one: its two families, or the two networks of one bit more; `undefined` for one that has none. */
export function splitAddress({
  kind,
  words,
  mask,
  prefix,
}: MatchedAddress): readonly MatchedAddress[] | undefined {
  if (kind === "all" || kind === "name") return [any4, any6];
  if (prefix === undefined || prefix >= words.length * 32) return undefined;
  const at = prefix >> 5;
  const bit = 1 << (31 - (prefix & 31));
  const narrower = mask.map((word, index) => (index === at ? word | bit : word));
  const upper = words.map((word, index) => (index === at ? word | bit : word));
  return [words, upper].map((network) => ({ kind, words: network, mask: narrower, prefix: prefix + 1 }));
}

/** The addresses that both match; `undefined` when there are none, or when that is unknown. */
export function commonAddress(a: MatchedAddress, b: MatchedAddress): MatchedAddress | undefined {
  if (coversAddress(a, b)) return b;
  if (coversAddress(b, a)) return a;
  if (a.kind !== b.kind || a.kind === "name" || a.kind === "all") return undefined;
  const conflict = a.words.some(
    (word, at) => ((word ^ (b.words[at] ?? 0)) & (a.mask[at] ?? 0) & (b.mask[at] ?? 0)) !== 0,
  );
  if (conflict) return undefined;
  // Masks that are not leading ones: each fixes bits that the other leaves open.
  return {
    kind: a.kind,
    words: a.words.map((word, at) => word | (b.words[at] ?? 0)),
    mask: a.mask.map((word, at) => word | (b.mask[at] ?? 0)),
  };
}

/**
 * What answers over IPv6 to the one loopback address, or to all addresses, of IPv4: any one of these. `undefined` for
 * other addresses.
 */
export function twinsOf({ kind, words, prefix }: MatchedAddress): readonly MatchedAddress[] | undefined {
  if (kind !== 4) return undefined;
  if (prefix === 0) return anyTwins;
  return prefix === 32 && words[0] === LOOPBACK ? loopbackTwins : undefined;
}

const LOOPBACK = 0x7f000001;
const loopback6: MatchedAddress = { kind: 6, words: [0, 0, 0, 1], mask: [-1, -1, -1, -1], prefix: 128 };
const any4: MatchedAddress = { kind: 4, words: [0], mask: [0], prefix: 0 };
const any6: MatchedAddress = { kind: 6, words: [0, 0, 0, 0], mask: [0, 0, 0, 0], prefix: 0 };
const anyTwins: readonly MatchedAddress[] = [any6];
const loopbackTwins = [
  loopback6,
  ...["localhost", "@samehost", "@samenet"].map((name) => namedAddress(name)),
];

function wordsOf(bytes: readonly number[]): number[] {
  return bytes.length === 4 ? [wordAt(bytes, 0)] : [0, 4, 8, 12].map((at) => wordAt(bytes, at));
}

function wordAt(bytes: readonly number[], at: number): number {
  return (
    ((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)
  );
}

/** The number of leading ones of a mask; `undefined` when ones follow a zero. */
function prefixLength(mask: readonly number[]): number | undefined {
  let length = 0;
  for (let index = 0; index < mask.length; index++) {
    const word = mask[index] ?? 0;
    const ones = Math.clz32(~word);
    if (word !== (ones === 0 ? 0 : -1 << (32 - ones)) || (ones > 0 && length < index * 32)) return undefined;
    length += ones;
  }
  return length;
}
