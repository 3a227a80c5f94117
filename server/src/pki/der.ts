import { concat } from "./bytes.ts";

/** Bytes that are not what they should be; the message is fit for `PemBlock.problem` and quotes no input. */
export class Malformed extends Error {}

/** One value of the Distinguished Encoding Rules (X.690): where its parts lie in `bytes`. */
export interface DerValue {
  readonly bytes: Uint8Array;
  /** The identifier byte: class, constructed bit and tag number; of a long tag only the first byte. */
  readonly tag: number;
  readonly start: number;
  readonly contentStart: number;
  readonly end: number;
}

/** Universal identifier bytes as they are in the encoding, and the two constructed kinds. */
export const Tag = {
  /** Ends what has no length of its own, which is BER, not DER. */
  endOfContents: 0x00,
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectId: 0x06,
  enumerated: 0x0a,
  utcTime: 0x17,
  generalizedTime: 0x18,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The bit of an identifier byte that marks values inside. */
const constructed = 0x20;
/** How deep OpenSSL follows parts within parts of a string. */
const maxStringDepth = 5;

/** The value at `start`, which must end at or before `limit`. Lengths without need for their long form pass, as in OpenSSL. */
export function readValue(bytes: Uint8Array, start = 0, limit = bytes.length): DerValue {
  const tag = byteAt(bytes, start, limit);
  let position = start + 1;
  if ((tag & 0x1f) === 0x1f) while (byteAt(bytes, position++, limit) & 0x80);
  let length = byteAt(bytes, position++, limit);
  if (length === 0x80) throw new Malformed("a length is missing (BER, not DER)");
  if (length > 0x80) {
    let lengthBytes = length & 0x7f;
    length = 0;
    for (; lengthBytes > 0; lengthBytes--) {
      length = length * 256 + byteAt(bytes, position++, limit);
      if (length > limit) throw new Malformed("the data ends too early");
    }
  }
  if (position + length > limit) throw new Malformed("the data ends too early");
  return { bytes, tag, start, contentStart: position, end: position + length };
}

function byteAt(bytes: Uint8Array, position: number, limit: number): number {
  if (position >= limit) throw new Malformed("the data ends too early");
  return bytes[position] ?? 0;
}

/** Gives the values inside a constructed one to `visit`, one at a time. */
export function forEachChild({ bytes, contentStart, end }: DerValue, visit: (child: DerValue) => void): void {
  for (let position = contentStart; position < end; ) {
    const child = readValue(bytes, position, end);
    visit(child);
    position = child.end;
  }
}

/** The values inside a constructed one. */
export function children(value: DerValue): DerValue[] {
  const found: DerValue[] = [];
  forEachChild(value, (child) => found.push(child));
  return found;
}

/** The value if it is there and has that tag; else the block is malformed. */
export function expect(value: DerValue | undefined, tag: number): DerValue {
  if (value?.tag !== tag) throw new Malformed("its structure is invalid");
  return value;
}

/** A SEQUENCE OF or SET OF. OpenSSL takes one that says it is primitive, too. */
export function expectList(value: DerValue | undefined, tag: typeof Tag.sequence | typeof Tag.set): DerValue {
  return value?.tag === (tag & ~constructed) ? value : expect(value, tag);
}

/**
 * The members of a SEQUENCE that are all optional, each by its identifier bytes, in their order; anything else in it makes it
 * malformed. Its own tag may be an implicit one.
 */
export function optionalMembers(
  value: DerValue | undefined,
  wanted: readonly (readonly number[])[],
  tag: number = Tag.sequence,
): (DerValue | undefined)[] {
  const rest = children(expect(value, tag));
  const found = wanted.map((tags) => (tags.includes(rest[0]?.tag ?? -1) ? rest.shift() : undefined));
  if (rest.length > 0) throw new Malformed("its structure is invalid");
  return found;
}

/** The identifier bytes of a string or list under an implicit tag, which OpenSSL accepts as primitive and as constructed. */
export const implicit = (number: number): readonly [number, number] => [0x80 | number, 0xa0 | number];

/** The bytes of a string under an implicit tag; OpenSSL puts together one that comes in parts (BER). */
export const implicitString = (value: DerValue): Uint8Array => joined(value, 0);

/** A BOOLEAN. */
export function booleanOf(value: DerValue): boolean {
  const bytes = content(value);
  if (bytes.length !== 1) throw new Malformed("a value is broken");
  return bytes[0] !== 0;
}

/** The bytes of an OCTET STRING. OpenSSL puts together one that comes in parts (BER), of whatever type these are. */
export function octetString(value: DerValue | undefined): Uint8Array {
  return value?.tag === (Tag.octetString | constructed)
    ? joined(value, 0)
    : content(expect(value, Tag.octetString));
}

function joined(value: DerValue, depth: number): Uint8Array {
  if ((value.tag & constructed) === 0) return content(value);
  if (depth > maxStringDepth) throw new Malformed("the parts of a string are nested too deep");
  return concat(children(value).map((part) => joined(part, depth + 1)));
}

/** The value if it is there, of whatever kind. */
export function expectAny(value: DerValue | undefined): DerValue {
  if (!value) throw new Malformed("its structure is invalid");
  return value;
}

/** The members of a SEQUENCE that has exactly that many. */
export function members(value: DerValue | undefined, count: number): DerValue[] {
  const found = children(expect(value, Tag.sequence));
  if (found.length !== count) throw new Malformed("its structure is invalid");
  return found;
}

/** The whole encoding, header included. */
export const encoding = (value: DerValue): Uint8Array => value.bytes.subarray(value.start, value.end);

/** The content bytes. */
export const content = (value: DerValue): Uint8Array => value.bytes.subarray(value.contentStart, value.end);

/** The one value inside an explicit tag. */
export function only(value: DerValue): DerValue {
  const [inner, ...others] = children(value);
  if (!inner || others.length > 0) throw new Malformed("its structure is invalid");
  return inner;
}

/** The bytes of a BIT STRING, which may bear an implicit tag; bits beyond its end are zero. */
export function bitString(value: DerValue | undefined, tag: number = Tag.bitString): Uint8Array {
  const bytes = content(expect(value, tag));
  const unused = bytes[0] ?? 8;
  if (unused > 7) throw new Malformed("a string of bits is broken");
  const last = bytes.length - 1;
  if (unused === 0 || last === 0) return bytes.subarray(1);
  const masked = bytes.slice(1);
  masked[last - 1] = (masked[last - 1] ?? 0) & (0xff << unused);
  return masked;
}

/** Refuses a value of any type that OpenSSL refuses where it does not care for the type. */
export function checkAny(value: DerValue): void {
  const { length } = content(value);
  const isUniversal = value.tag < 0x40;
  const isConstructed = (value.tag & constructed) !== 0;
  const type = value.tag | constructed;
  const mustBeConstructed = type === Tag.sequence || type === Tag.set;
  const isWrong =
    (isUniversal && isConstructed !== mustBeConstructed) ||
    (value.tag === Tag.endOfContents && length === 0) ||
    (value.tag === Tag.boolean && length !== 1) ||
    (value.tag === Tag.null && length !== 0) ||
    (value.tag === Tag.bmpString && length % 2 !== 0) ||
    (value.tag === Tag.universalString && length % 4 !== 0);
  if (isWrong) throw new Malformed("a value is broken");
  if (value.tag === Tag.integer || value.tag === Tag.enumerated) integerText(value, value.tag);
  if (value.tag === Tag.bitString) bitString(value);
  if (value.tag === Tag.objectId) objectId(value);
}

/** The value inside an OCTET STRING or BIT STRING that wraps an encoding. */
export function wrapped(value: DerValue): DerValue {
  const skip = value.tag === Tag.bitString ? 1 : 0;
  return readValue(value.bytes, value.contentStart + skip, value.end);
}

/** An object id in dotted form, `2.5.4.3`. */
export function objectId(value: DerValue | undefined): string {
  const bytes = content(expect(value, Tag.objectId));
  return objectIdOf(bytes);
}

/** The same of its content bytes alone, as an implicitly tagged one has them. */
export function objectIdOf(bytes: Uint8Array): string {
  if (bytes.length === 0 || bytes.length > 256) throw new Malformed("an object id is broken");
  let text = "";
  for (let start = 0, end = 0; start < bytes.length; start = end) {
    while ((bytes[end] ?? 0) >= 0x80) end++;
    end++;
    if (bytes[start] === 0x80 || end > bytes.length) throw new Malformed("an object id is broken");
    const arc = base128(bytes.subarray(start, end));
    if (start > 0) text += `.${arc}`;
    else if (arc < 80) text = `${arc < 40 ? 0 : 1}.${Number(arc) % 40}`;
    else text = `2.${BigInt(arc) - 80n}`;
  }
  return text;
}

/** Seven bits of each byte make a number, which may be larger than the numbers of JavaScript. */
function base128(bytes: Uint8Array): number | bigint {
  return bytes.length <= 7
    ? bytes.reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0)
    : bytes.reduce((sum, byte) => (sum << 7n) | BigInt(byte & 0x7f), 0n);
}

/** Lower-case hexadecimal. */
export function hexadecimal(bytes: Uint8Array): string {
  let digits = "";
  for (const byte of bytes) digits += pairs[byte];
  return digits;
}

/** By byte. */
const pairs: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/**
 * An INTEGER, which may bear an implicit tag, as openssl prints serial numbers, lower-case: whole bytes, a leading minus
 * for a negative one.
 */
export function integerText(value: DerValue | undefined, tag: number = Tag.integer): string {
  const bytes = content(expect(value, tag));
  const first = bytes[0];
  const second = bytes[1];
  if (first === undefined) throw new Malformed("a number has no digits");
  if (second === undefined && first < 0x80) return hexadecimal(bytes);
  if ((first === 0 && (second ?? 0) < 0x80) || (first === 0xff && (second ?? 0) >= 0x80)) {
    throw new Malformed("a number has needless leading bytes");
  }
  if (first < 0x80) return hexadecimal(first === 0 ? bytes.subarray(1) : bytes);
  const magnitude = (1n << BigInt(bytes.length * 8)) - BigInt(`0x${hexadecimal(bytes)}`);
  const text = magnitude.toString(16);
  return `-${text.length % 2 ? "0" : ""}${text}`;
}

/** The size in bits of a positive INTEGER. */
export function integerBits(value: DerValue | undefined): number {
  const bytes = content(expect(value, Tag.integer));
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (bytes.length - first) * 8 - Math.clz32(bytes[first] ?? 0) + 24;
}

/** The encoding of a value made of encoded parts. */
export function encode(tag: number, parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = concat(parts);
  const length: number[] = [];
  for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
  const header = body.length < 0x80 ? [tag, body.length] : [tag, 0x80 | length.length, ...length];
  return concat([Uint8Array.from(header), body]);
}
