import { covers, mayTakePart } from "../../cluster/access/covers.ts";
import { allAddresses, type MatchedAddress } from "../../cluster/access/matchedAddress.ts";
import { kinds, type Matching, traits } from "../../cluster/access/matching.ts";
import { allCode, replicationCode } from "../../cluster/access/tokenCode.ts";

/** What a record matched or matches, and the line on which it was or is. */
export interface PlacedRow {
  readonly line: number;
  readonly row: Matching;
}

/**
 * What the records of a file match, by the line on which they start. A record takes some twenty bytes unless it has lists
 * or an address of IPv6, and comparing one with all the others is a walk over an array of numbers.
 */
export class MatchTable {
  #length: number;
  /** 0 on lines without a record. See `signatureOf`. */
  #signatures: Int32Array;
  #databases: Int32Array;
  #users: Int32Array;
  /** The network or the code of a name; in `#large`, the key. */
  #networks: Int32Array;
  /** Up to 32: the length of an IPv4 prefix. Else what kind of row it is. */
  #prefixes: Uint8Array;
  readonly #large = new Map<number, Matching>();
  #nextKey = 0;
  #someKinds = 0;
  readonly #counts = { exposed: 0, encrypted: 0, ipv4Only: 0 };

  constructor(length: number) {
    this.#length = length;
    this.#signatures = new Int32Array(length);
    this.#databases = new Int32Array(length);
    this.#users = new Int32Array(length);
    this.#networks = new Int32Array(length);
    this.#prefixes = new Uint8Array(length);
  }

  get length(): number {
    return this.#length;
  }

  /** Bits of the traits that some record has. */
  get presentTraits(): number {
    let present = 0;
    for (const trait of ["exposed", "encrypted", "ipv4Only"] as const)
      if (this.#counts[trait] > 0) present |= traits[trait];
    return present;
  }

  /** How many records have each trait. */
  get counts(): Readonly<Record<"exposed" | "encrypted" | "ipv4Only", number>> {
    return this.#counts;
  }

  /** Whether a record is for some kinds of connection over the network alone, so that several together may match all. */
  get hasSomeKinds(): boolean {
    return this.#someKinds > 0;
  }

  /** What the record that starts on a line matches. */
  row(line: number): Matching | undefined {
    const signature = this.#signatures[line] ?? 0;
    if (signature === 0) return undefined;
    const prefix = this.#prefixes[line] ?? 0;
    const network = this.#networks[line] ?? 0;
    if (prefix === LARGE) return this.#large.get(network);
    return {
      types: signature & TYPES,
      traits: this.traits(line),
      databases: [this.#databases[line] ?? 0],
      users: [this.#users[line] ?? 0],
      address: smallAddress(prefix, network),
    };
  }

  has(line: number): boolean {
    return (this.#signatures[line] ?? 0) !== 0;
  }

  /** Bits of `traits`; 0 on a line without a record. */
  traits(line: number): number {
    return ((this.#signatures[line] ?? 0) & TRAITS) >> TRAITS_SHIFT;
  }

  set(line: number, row: Matching | undefined): void {
    const before = this.#signatures[line] ?? 0;
    if (before === 0 && !row) return;
    if (this.#prefixes[line] === LARGE) this.#large.delete(this.#networks[line] ?? 0);
    this.#count(before, -1);
    const signature = row ? signatureOf(row) | (row.traits << TRAITS_SHIFT) : 0;
    this.#signatures[line] = signature;
    this.#count(signature, 1);
    this.#prefixes[line] = 0;
    if (row) this.#store(line, row);
  }

  /** Lines were replaced by those of another table. */
  replaceLines(start: number, removed: number, by: MatchTable): void {
    for (let line = start; line < start + removed; line++) this.set(line, undefined);
    this.#resize(start, removed, by.length);
    for (let line = 0; line < by.length; line++) this.set(start + line, by.row(line));
  }

  #resize(start: number, removed: number, added: number): void {
    if (removed === added) return;
    const length = this.#length + added - removed;
    const moved = <Column extends Int32Array | Uint8Array>(column: Column, grown: Column): Column => {
      grown.set(column.subarray(0, start));
      grown.set(column.subarray(start + removed), start + added);
      return grown;
    };
    this.#signatures = moved(this.#signatures, new Int32Array(length));
    this.#databases = moved(this.#databases, new Int32Array(length));
    this.#users = moved(this.#users, new Int32Array(length));
    this.#networks = moved(this.#networks, new Int32Array(length));
    this.#prefixes = moved(this.#prefixes, new Uint8Array(length));
    this.#length = length;
  }

  /** The first line whose record covers something, of some kinds of connection; -1 when there is none. */
  firstCover(narrow: Matching, types = narrow.types): number {
    const wanted = signatureOf(narrow, types);
    const database = narrow.databases.length === 1 ? (narrow.databases[0] ?? allCode) : allCode;
    const signatures = this.#signatures;
    for (let line = 0; line < signatures.length; line++) {
      const signature = signatures[line] ?? 0;
      if ((wanted & ~signature) !== 0 || signature === 0) continue;
      const own = this.#databases[line];
      if (own !== database && own !== allCode && this.#prefixes[line] !== LARGE) continue;
      const row = this.row(line);
      if (row && covers(row, narrow, types)) return line;
    }
    return -1;
  }

  /**
   * The lines of records whose check may depend on any of some others: those that these may cover in part, and those with
   * one of some traits; below the others only, unless `fromTop`.
   */
  candidates(others: readonly PlacedRow[], withTraits: number, fromTop: boolean): readonly number[] {
    let room = 0;
    let types = 0;
    let hasPattern = false;
    let from = this.#length;
    for (const { line, row } of others) {
      room |= signatureOf(row);
      types |= row.types;
      hasPattern ||= (row.traits & traits.pattern) !== 0;
      from = Math.min(from, line);
    }
    const databases = others.flatMap(({ row }) => row.databases);
    const hasAll = hasPattern || databases.includes(allCode);
    if (hasPattern) room |= PATTERN;
    const wanted = withTraits << TRAITS_SHIFT;
    const signatures = this.#signatures;
    const found: number[] = [];
    for (let line = fromTop ? 0 : from; line < signatures.length; line++) {
      const signature = signatures[line] ?? 0;
      if ((signature & wanted) !== 0) found.push(line);
      else if ((signature & types) !== 0 && hasRoom(room, signature)) {
        const isSmall = this.#prefixes[line] !== LARGE;
        if (hasAll || !isSmall || databases.includes(this.#databases[line] ?? 0)) found.push(line);
      }
    }
    return found;
  }

  /** Whether two records may have connections in common. */
  mayMeet(line: number, other: number): boolean {
    const both = (this.#signatures[line] ?? 0) & (this.#signatures[other] ?? 0);
    return (both & ADDRESSES) !== 0 && (both & USERS) !== 0 && (both & (DATABASES | REPLICATION)) !== 0;
  }

  /** Whether a record matches what no others can share: one kind of connection, database and role, one address of IPv4. */
  isSingle(line: number): boolean {
    const types = (this.#signatures[line] ?? 0) & TYPES;
    return this.#prefixes[line] === 32 && (this.#someKinds === 0 || (types & (types - 1)) === 0);
  }

  /** Lines above one, so many at most, whose records may cover its record together. */
  partsOf(line: number, most: number): readonly number[] {
    const narrow = this.row(line);
    const found: number[] = [];
    if (!narrow) return found;
    const signature = this.#signatures[line] ?? 0;
    for (let other = 0; other < line && found.length < most; other++) {
      const own = this.#signatures[other] ?? 0;
      if ((own & signature & TYPES) === 0 || !hasRoom(own, signature)) continue;
      const row = this.row(other);
      if (row && mayTakePart(row, narrow)) found.push(other);
    }
    return found;
  }

  /** The first lines, so many at most, whose records have a trait. */
  firstWith(trait: number, most: number): readonly number[] {
    const found: number[] = [];
    for (let line = 0; line < this.#length && found.length < most; line++)
      if (((this.#signatures[line] ?? 0) & (trait << TRAITS_SHIFT)) !== 0) found.push(line);
    return found;
  }

  #store(line: number, row: Matching): void {
    const { databases, users, address } = row;
    this.#databases[line] = databases[0] ?? 0;
    this.#users[line] = users[0] ?? 0;
    const prefix = databases.length === 1 && users.length === 1 ? smallKind(address) : LARGE;
    this.#prefixes[line] = prefix;
    this.#networks[line] = prefix === LARGE ? this.#nextKey : (address.words[0] ?? 0);
    if (prefix === LARGE) this.#large.set(this.#nextKey++, row);
  }

  #count(signature: number, step: number): void {
    const types = signature & TYPES & ~kinds.local;
    if (types !== 0 && types !== NETWORK) this.#someKinds += step;
    if ((signature & TRAITS) === 0) return;
    for (const trait of ["exposed", "encrypted", "ipv4Only"] as const)
      if ((signature & (traits[trait] << TRAITS_SHIFT)) !== 0) this.#counts[trait] += step;
  }
}

/**
 * Thirty bits of what a record matches: kinds of connection, traits, databases, roles, kinds of address. Where one record
 * covers another, it has all bits (traits aside) that the other has; hence few pairs need a closer look.
 */
function signatureOf({ databases, users, address }: Matching, types: number): number;
function signatureOf(row: Matching): number;
function signatureOf(row: Matching, types = row.types): number {
  let signature = types | addressBits[row.address.kind];
  // The two families together have all clients that are known by names.
  if (row.address.prefix === 0) signature |= addressBits.name;
  for (const code of row.databases) {
    if (code === replicationCode) signature |= REPLICATION;
    else signature |= code === allCode ? DATABASES : 1 << (DATABASES_SHIFT + ((code >>> 3) % DATABASES_BITS));
  }
  for (const code of row.users)
    signature |= code === allCode ? USERS : 1 << (USERS_SHIFT + ((code >>> 3) % USERS_BITS));
  return signature;
}

/** Whether something may match part of what a record matches, going by the bits of both. */
function hasRoom(wide: number, narrow: number): boolean {
  const both = wide & narrow;
  if ((both & ADDRESSES) === 0) return false;
  return (wide & PATTERN) !== 0 || ((both & USERS) !== 0 && (both & (DATABASES | REPLICATION)) !== 0);
}

function smallKind({ kind, prefix }: MatchedAddress): number {
  if (kind === "all") return ALL;
  if (kind === "name") return NAME;
  return kind === 4 && prefix !== undefined ? prefix : LARGE;
}

function smallAddress(prefix: number, network: number): MatchedAddress {
  if (prefix === ALL) return allAddresses;
  if (prefix === NAME) return { kind: "name", words: [network], mask: [] };
  return { kind: 4, words: [network], mask: [prefix === 0 ? 0 : -1 << (32 - prefix)], prefix };
}

const ALL = 253;
const NAME = 254;
const LARGE = 255;

const NETWORK = kinds.plain | kinds.tls | kinds.gss;
const TYPES = NETWORK | kinds.local;
const TRAITS_SHIFT = 4;
const TRAITS = 0xf << TRAITS_SHIFT;
const PATTERN = traits.pattern << TRAITS_SHIFT;
const REPLICATION = 1 << 8;
const DATABASES_SHIFT = 9;
const DATABASES_BITS = 10;
const DATABASES = ((1 << DATABASES_BITS) - 1) << DATABASES_SHIFT;
const USERS_SHIFT = DATABASES_SHIFT + DATABASES_BITS;
const USERS_BITS = 10;
const USERS = ((1 << USERS_BITS) - 1) << USERS_SHIFT;
const ADDRESSES = (1 << 29) | (1 << 30) | (1 << 31);
const addressBits = { 4: 1 << 29, 6: 1 << 30, name: 1 << 31, all: ADDRESSES } as const;
