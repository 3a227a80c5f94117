import { createHash } from "node:crypto";
import { canonicalText } from "../core/model/canonicalText.ts";
import { children, type DerValue, encode, encoding, Tag } from "./der.ts";
import { stringText } from "./strings.ts";

/**
 * The number by which OpenSSL looks a name up in a hashed directory (`openssl x509 -subject_hash`, `openssl crl -hash`):
 * the first four bytes of SHA-1 over the canonical encoding, the lowest first.
 */
export function nameHash(name: DerValue): string {
  return createHash("sha1").update(canonicalName(name)).digest().subarray(0, 4).reverse().toString("hex");
}

/** Whether two names are the same as OpenSSL compares them. */
export const isSameName = (one: DerValue, other: DerValue): boolean =>
  Buffer.compare(encoding(one), encoding(other)) === 0 || canonicalName(one).equals(canonicalName(other));

/** The encoding in which OpenSSL compares names. */
function canonicalName(name: DerValue): Buffer {
  const sets = children(name).map((set) => encode(Tag.set, sorted(children(set).map(canonicalAttribute))));
  return Buffer.concat(sets);
}

/** Text becomes a UTF8String without outer blanks, with single inner ones, ASCII letters in lower case. */
function canonicalAttribute(attribute: DerValue): Buffer {
  const [id, value] = children(attribute);
  if (!id || !value) return Buffer.from(encoding(attribute));
  const text = CANONICAL.has(value.tag) ? stringText(value) : undefined;
  if (text === undefined) return encode(Tag.sequence, [encoding(id), encoding(value)]);
  return encode(Tag.sequence, [encoding(id), encode(0x0c, [Buffer.from(canonicalText(text), "utf8")])]);
}

/** Identifier bytes of the string types that OpenSSL brings into canonical form: all but NumericString and dates. */
const CANONICAL = new Set([12, 19, 20, 22, 26, 28, 30]);

/** DER orders the members of a SET OF by their encodings. */
const sorted = (members: Buffer[]): Buffer[] => members.sort(Buffer.compare);
