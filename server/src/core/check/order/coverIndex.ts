import { covers } from "../../cluster/access/covers.ts";
import type { MatchedAddress } from "../../cluster/access/matchedAddress.ts";
import type { Matching } from "../../cluster/access/matching.ts";
import { allCode, mix } from "../../cluster/access/tokenCode.ts";
import type { MatchTable } from "./matchTable.ts";

/** Records with lists are entered once for each pair of words. */
const maxEntries = 4_000_000;
/** Different masks with ones behind zeros; every look-up tries each. */
const maxScatteredMasks = 16;
/** Records under one key that are looked at; there are more only when lists overlap and none holds the other. */
const maxChain = 32;

/**
 * Finds the first record that covers another without comparing them all: records are entered by mask, network, database
 * and role, and looked up under every mask that occurs. Its cost is the number of records times the number of masks.
 */
export class CoverIndex {
  readonly #table: MatchTable;
  /** By line, the first one whose record covers the line's: its own if there is no other. */
  readonly firsts: Int32Array;
  readonly #heads: Int32Array;
  #keys: Int32Array;
  #lines: Int32Array;
  #next: Int32Array;
  #size = 0;
  readonly #shapes = new Map<string, MatchedAddress>();
  #scattered = 0;

  constructor(table: MatchTable) {
    this.#table = table;
    const slots = 2 ** Math.ceil(Math.log2(Math.max(table.length, 8)));
    this.#heads = new Int32Array(slots).fill(-1);
    this.firsts = new Int32Array(table.length);
    this.#keys = new Int32Array(table.length + 8);
    this.#lines = new Int32Array(table.length + 8);
    this.#next = new Int32Array(table.length + 8);
    for (let line = 0; line < table.length; line++) {
      const row = table.row(line);
      const first = row ? this.firstCover(row) : -1;
      this.firsts[line] = first < 0 ? line : first;
      // What a covered record covers, the record that covers it covers as well.
      if (row && first < 0) this.#enter(line, row);
    }
  }

  /** The first line whose record covers something, of some kinds of connection; -1 when there is none. */
  firstCover(narrow: Matching, types = narrow.types): number {
    const { databases, users, address } = narrow;
    let first = -1;
    for (const shape of this.#shapes.values()) {
      if (!mayCover(shape, address)) continue;
      const seed = addressKey(shape, address);
      for (const database of alternatives(databases)) {
        for (const user of alternatives(users)) {
          const line = this.#find(mix(mix(seed, database), user), narrow, types);
          if (line >= 0 && (first < 0 || line < first)) first = line;
        }
      }
    }
    return first;
  }

  /** Whether some record is for a network of a length that can be a part of an address. */
  mayDivide({ kind, prefix = -1 }: MatchedAddress): boolean {
    for (const shape of this.#shapes.values())
      if (
        (shape.kind === 4 || shape.kind === 6) &&
        (shape.kind === kind || prefix < 0) &&
        (shape.prefix ?? 0) > prefix
      )
        return true;
    return false;
  }

  #find(key: number, narrow: Matching, types: number): number {
    let first = -1;
    let looked = 0;
    const slot = key & (this.#heads.length - 1);
    for (let at = this.#heads[slot] ?? -1; at >= 0; at = this.#next[at] ?? -1) {
      if (this.#keys[at] !== key) continue;
      if (++looked > maxChain) break;
      const line = this.#lines[at] ?? -1;
      const row = this.#table.row(line);
      if (row && (first < 0 || line < first) && covers(row, narrow, types)) first = line;
    }
    return first;
  }

  #enter(line: number, row: Matching): void {
    const { databases, users, address } = row;
    if (this.#size > maxEntries) return;
    const name =
      address.prefix === undefined ? `${address.kind} ${address.mask}` : `${address.kind}/${address.prefix}`;
    if (!this.#shapes.has(name)) {
      const isScattered = address.mask.length > 0 && address.prefix === undefined;
      if (isScattered && ++this.#scattered > maxScatteredMasks) return;
      this.#shapes.set(name, address);
    }
    const seed = addressKey(address, address);
    for (const database of databases)
      for (const user of users) this.#add(mix(mix(seed, database), user), line);
  }

  #add(key: number, line: number): void {
    if (this.#size === this.#keys.length) {
      this.#keys = doubled(this.#keys);
      this.#lines = doubled(this.#lines);
      this.#next = doubled(this.#next);
    }
    const slot = key & (this.#heads.length - 1);
    this.#keys[this.#size] = key;
    this.#lines[this.#size] = line;
    this.#next[this.#size] = this.#heads[slot] ?? -1;
    this.#heads[slot] = this.#size++;
  }
}

/** One word of a list must be in the list that covers it, or `all` must be. */
function alternatives([word = 0]: readonly number[]): readonly number[] {
  return word === allCode ? onlyAll : [word, allCode];
}

const onlyAll = [allCode];

function mayCover(shape: MatchedAddress, { kind, mask }: MatchedAddress): boolean {
  if (shape.kind === "all") return true;
  return shape.kind === kind && shape.mask.every((word, at) => (word & ~(mask[at] ?? 0)) === 0);
}

/** A number for a mask and the part of a network that lies in it. */
function addressKey({ kind, mask }: MatchedAddress, { words }: MatchedAddress): number {
  if (kind === "all") return 1;
  if (kind === "name") return mix(2, words[0] ?? 0);
  let key: number = kind;
  for (let at = 0; at < mask.length; at++) {
    const word = mask[at] ?? 0;
    key = mix(mix(key, word), (words[at] ?? 0) & word);
  }
  return key;
}

function doubled(numbers: Int32Array): Int32Array {
  const grown = new Int32Array(numbers.length * 2);
  grown.set(numbers);
  return grown;
}
