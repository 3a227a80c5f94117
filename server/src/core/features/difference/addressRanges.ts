import { formatAddress, maskLength } from "../../model/address.ts";

/** Addresses from one up to another, which is not in it, on a line of all IPv4 addresses and then all IPv6 addresses. */
export type AddressRange = readonly [from: bigint, to: bigint];

const start6 = 1n << 128n;

/** All there are. */
export const everyAddress: readonly AddressRange[] = [
  [0n, 1n << 32n],
  [start6, start6 + (1n << 128n)],
];

/** Ranges that one network may consist of, as a mask with holes in it has many. */
const maxRanges = 1024;

/** The addresses that equal some bytes under a mask, in order; `undefined` where they are too many pieces. */
export function networkRanges(
  bytes: readonly number[],
  mask: readonly number[],
): readonly AddressRange[] | undefined {
  const width = bytes.length * 8;
  const base = bytes.length === 4 ? 0n : start6;
  const fixed = toNumber(mask);
  const network = toNumber(bytes) & fixed;
  const length = maskLength(mask);
  if (length !== undefined) return [[base + network, base + network + (1n << BigInt(width - length))]];
  let tail = 0;
  while (tail < width && ((fixed >> BigInt(tail)) & 1n) === 0n) tail++;
  let starts = [network];
  for (let bit = tail; bit < width; bit++) {
    if (((fixed >> BigInt(bit)) & 1n) === 1n) continue;
    starts = [...starts, ...starts.map((each) => each | (1n << BigInt(bit)))];
    if (starts.length > maxRanges) return undefined;
  }
  return starts
    .sort((a, b) => (a < b ? -1 : 1))
    .map((each) => [base + each, base + each + (1n << BigInt(tail))] as const);
}

/** The same addresses in as few ranges as there can be. */
export function joinRanges(ranges: readonly AddressRange[]): AddressRange[] {
  const joined: [bigint, bigint][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))) {
    const last = joined.at(-1);
    if (last && from <= last[1]) {
      if (to > last[1]) last[1] = to;
    } else joined.push([from, to]);
  }
  return joined;
}

/** What joined ranges leave out. */
export function otherAddresses(ranges: readonly AddressRange[]): AddressRange[] {
  const others: AddressRange[] = [];
  for (const [from, to] of everyAddress) {
    let at = from;
    for (const [start, end] of ranges) {
      if (end <= from || start >= to) continue;
      if (start > at) others.push([at, start]);
      at = end;
    }
    if (at < to) others.push([at, to]);
  }
  return others;
}

/** An address as text. */
export function addressAt(position: bigint): string {
  const length = position < start6 ? 4 : 16;
  const bytes: number[] = [];
  for (let rest = length === 4 ? position : position - start6; bytes.length < length; rest >>= 8n)
    bytes.unshift(Number(rest & 255n));
  return formatAddress(bytes);
}

/** How joined ranges are written: as networks that are exactly these addresses, and in as few words as that goes. */
export interface WrittenRanges {
  readonly networks: readonly string[];
  /** Such as `10.0.0.0/8 except 10.20.0.0/16`. */
  readonly phrases: readonly string[];
}

export function writeRanges(ranges: readonly AddressRange[]): WrittenRanges {
  if (otherAddresses(ranges).length === 0) return { networks: ["all"], phrases: ["all addresses"] };
  const families = everyAddress.flatMap(([from, to]) => {
    const own = ranges.filter(([start, end]) => start < to && end > from);
    const [first, ...more] = own;
    if (!first) return [];
    const width = from === 0n ? 32 : 128;
    return (more.length === 0 && asNetwork(first, width)) || cut(from, width, width, own);
  });
  return {
    networks: families.flatMap(({ inside }) => inside),
    phrases: families.flatMap(({ phrases }) => phrases),
  };
}

interface Cut {
  readonly inside: readonly string[];
  readonly outside: readonly string[];
  readonly phrases: readonly string[];
  /** Words in the phrases: networks that are named. */
  readonly cost: number;
}

/** A range that is one network, as most are. */
function asNetwork([from, to]: AddressRange, width: number): Cut | undefined {
  const size = to - from;
  if ((size & (size - 1n)) !== 0n || from % size !== 0n) return undefined;
  const networks = [`${addressAt(from)}/${width - size.toString(2).length + 1}`];
  return { inside: networks, outside: [], phrases: networks, cost: 1 };
}

/** Networks inside and outside of ranges, within the network of `2 ** bits` addresses at a place. */
function cut(from: bigint, bits: number, width: number, ranges: readonly AddressRange[]): Cut {
  const to = from + (1n << BigInt(bits));
  const whole = () => [`${addressAt(from)}/${width - bits}`];
  const [first] = ranges;
  if (!first) return { inside: [], outside: whole(), phrases: [], cost: 0 };
  if (first[0] <= from && first[1] >= to) return { inside: whole(), outside: [], phrases: whole(), cost: 1 };
  const middle = from + (1n << BigInt(bits - 1));
  const lower = cut(
    from,
    bits - 1,
    width,
    ranges.filter(([start]) => start < middle),
  );
  const upper = cut(
    middle,
    bits - 1,
    width,
    ranges.filter(([, end]) => end > middle),
  );
  const inside = [...lower.inside, ...upper.inside];
  const outside = [...lower.outside, ...upper.outside];
  if (1 + outside.length < lower.cost + upper.cost)
    return {
      inside,
      outside,
      phrases: [`${whole()[0]} except ${outside.join(", ")}`],
      cost: 1 + outside.length,
    };
  return {
    inside,
    outside,
    phrases: [...lower.phrases, ...upper.phrases],
    cost: lower.cost + upper.cost,
  };
}

function toNumber(bytes: readonly number[]): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}
