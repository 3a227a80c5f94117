import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { Tag } from "../../server/src/pki/der.ts";
import { encode } from "../support/encode.ts";

/** A name attribute with full say over its encoding. */
export interface Attribute {
  readonly id: string;
  /** The identifier byte of the value, 12 for UTF8String. */
  readonly tag: number;
  readonly value: Uint8Array;
}

/** Sets of attributes, in the order of the certificate. */
export type Rdns = readonly (readonly Attribute[])[];

/** What a certificate is made of, down to encodings that no authority would issue. */
export interface Parts {
  readonly version?: 1 | 3;
  /** Content bytes of the INTEGER. */
  readonly serial?: Uint8Array;
  readonly subject?: Rdns;
  readonly issuer?: Rdns;
  readonly notBefore?: Uint8Array;
  readonly notAfter?: Uint8Array;
  readonly publicKey?: Uint8Array;
  readonly extensions?: readonly Uint8Array[];
  /** Instead of the algorithm and signature of the shared EC key. */
  readonly algorithm?: Uint8Array;
}

/** A key that needs no time to make; its certificates are signed by it. */
export const testKey: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync("ec", {
  namedCurve: "prime256v1",
});

const text = (content: string): Buffer => Buffer.from(content, "latin1");

/** Builds a certificate in DER. */
export function buildCertificate(parts: Parts = {}): Buffer {
  const algorithm = parts.algorithm ?? encode(Tag.sequence, [objectId("1.2.840.10045.4.3.2")]);
  const subject = parts.subject ?? [[{ id: "2.5.4.3", tag: 12, value: text("test") }]];
  const signed = encode(Tag.sequence, [
    ...(parts.version === 1 ? [] : [encode(0xa0, [encode(Tag.integer, [Buffer.of(2)])])]),
    encode(Tag.integer, [parts.serial ?? Buffer.of(1)]),
    algorithm,
    encodeName(parts.issuer ?? subject),
    encode(Tag.sequence, [
      parts.notBefore ?? utcTime("260101000000Z"),
      parts.notAfter ?? utcTime("360101000000Z"),
    ]),
    encodeName(subject),
    parts.publicKey ?? testKey.publicKey.export({ format: "der", type: "spki" }),
    ...(parts.extensions ? [encode(0xa3, [encode(Tag.sequence, parts.extensions)])] : []),
  ]);
  const signature = sign("sha256", signed, testKey.privateKey);
  return encode(Tag.sequence, [signed, algorithm, encode(Tag.bitString, [Buffer.of(0), signature])]);
}

/** What a CRL may hold besides serial numbers. */
export interface CrlParts {
  readonly issuer?: Rdns;
  readonly nextUpdate?: Uint8Array;
  /** Extensions of the list, which make it one of version 2. */
  readonly extensions?: readonly Uint8Array[];
  /** Encoded entries, instead of those made of serial numbers. */
  readonly entries?: readonly Uint8Array[];
}

/** Builds a CRL in DER. */
export function buildCrl(serials: readonly Uint8Array[], parts: CrlParts = {}): Buffer {
  const { nextUpdate, extensions, entries = serials.map((serial) => crlEntry(serial)) } = parts;
  const algorithm = encode(Tag.sequence, [objectId("1.2.840.10045.4.3.2")]);
  const signed = encode(Tag.sequence, [
    ...(extensions ? [encode(Tag.integer, [Buffer.of(1)])] : []),
    algorithm,
    encodeName(parts.issuer ?? [[{ id: "2.5.4.3", tag: 12, value: text("test") }]]),
    utcTime("260101000000Z"),
    ...(nextUpdate ? [nextUpdate] : []),
    ...(entries.length > 0 ? [encode(Tag.sequence, entries)] : []),
    ...(extensions ? [encode(0xa0, [encode(Tag.sequence, extensions)])] : []),
  ]);
  const signature = sign("sha256", signed, testKey.privateKey);
  return encode(Tag.sequence, [signed, algorithm, encode(Tag.bitString, [Buffer.of(0), signature])]);
}

/** One entry of a CRL, with the number of a reason (RFC 5280, 5.3.1) if it has one. */
export function crlEntry(serial: Uint8Array, reason?: number): Buffer {
  return encode(Tag.sequence, [
    encode(Tag.integer, [serial]),
    utcTime("260101000000Z"),
    ...(reason === undefined
      ? []
      : [encode(Tag.sequence, [extension("2.5.29.21", false, Buffer.of(10, 1, reason))])]),
  ]);
}

export const encodeName = (sets: Rdns): Buffer =>
  encode(
    Tag.sequence,
    sets.map((set) =>
      encode(
        Tag.set,
        set
          .map(({ id, tag, value }) => encode(Tag.sequence, [objectId(id), encode(tag, [value])]))
          .sort(Buffer.compare),
      ),
    ),
  );

export const utcTime = (content: string): Buffer => encode(Tag.utcTime, [text(content)]);
export const generalizedTime = (content: string): Buffer => encode(Tag.generalizedTime, [text(content)]);

/** An extension (RFC 5280, 4.1). */
export const extension = (id: string, critical: boolean, value: Uint8Array): Buffer =>
  encode(Tag.sequence, [
    objectId(id),
    ...(critical ? [encode(Tag.boolean, [Buffer.of(255)])] : []),
    encode(Tag.octetString, [value]),
  ]);

/** Encodes a dotted object id. */
export function objectId(dotted: string): Buffer {
  const [first = 0n, second = 0n, ...rest] = dotted.split(".").map(BigInt);
  const bytes = [first * 40n + second, ...rest].flatMap((arc) => {
    const groups = [Number(arc & 127n)];
    for (let left = arc >> 7n; left > 0n; left >>= 7n) groups.unshift(Number(left & 127n) | 128);
    return groups;
  });
  return encode(Tag.objectId, [Buffer.from(bytes)]);
}

/** A PEM block, 64 characters a line. */
export function pem(label: string, der: Uint8Array): string {
  const body = Buffer.from(der).toString("base64").replace(/.{64}/g, "$&\n").trimEnd();
  return `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
}
