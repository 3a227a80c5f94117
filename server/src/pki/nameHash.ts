import { canonicalText } from "../core/model/canonicalText.ts";
import { compareBytes, concat } from "./bytes.ts";
import type { Cryptography } from "./cryptography.ts";
import { children, type DerValue, encode, encoding, hexadecimal, Tag } from "./der.ts";
import { stringText } from "./strings.ts";

/**
 * The number by which OpenSSL looks a name up in a hashed directory (`openssl x509 -subject_hash`, `openssl crl -hash`):
 * the first four bytes of SHA-1 over the canonical encoding, the lowest first.
 */
export function nameHash(name: DerValue, cryptography: Cryptography): string {
  return hexadecimal(cryptography.digest("sha1", canonicalName(name)).slice(0, 4).reverse());
}

/** Whether two names are the same as OpenSSL compares them. */
export const isSameName = (one: DerValue, other: DerValue): boolean =>
  compareBytes(encoding(one), encoding(other)) === 0 ||
  compareBytes(canonicalName(one), canonicalName(other)) === 0;

/** The encoding in which OpenSSL compares names. */
function canonicalName(name: DerValue): Uint8Array {
  const sets = children(name).map((set) => encode(Tag.set, sorted(children(set).map(canonicalAttribute))));
  return concat(sets);
}

/** Text becomes a UTF8String without outer blanks, with single inner ones, ASCII letters in lower case. */
function canonicalAttribute(attribute: DerValue): Uint8Array {
  const [id, value] = children(attribute);
  if (!id || !value) return encoding(attribute);
  const text = CANONICAL.has(value.tag) ? stringText(value) : undefined;
  if (text === undefined) return encode(Tag.sequence, [encoding(id), encoding(value)]);
  return encode(Tag.sequence, [encoding(id), encode(0x0c, [new TextEncoder().encode(canonicalText(text))])]);
}

/** Identifier bytes of the string types that OpenSSL brings into canonical form: all but NumericString and dates. */
const CANONICAL = new Set([12, 19, 20, 22, 26, 28, 30]);

/** DER orders the members of a SET OF by their encodings. */
const sorted = (members: Uint8Array[]): Uint8Array[] => members.sort(compareBytes);
