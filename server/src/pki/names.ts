import { canonicalText } from "../core/model/canonicalText.ts";
import type { DistinguishedName, NameAttribute } from "../core/pki.ts";
import { attributeTypeName } from "./attributeTypes.ts";
import {
  checkAny,
  children,
  type DerValue,
  encoding,
  expectList,
  hexadecimal,
  Malformed,
  members,
  objectId,
  readValue,
  Tag,
} from "./der.ts";
import { escapedText, stringText } from "./strings.ts";

/**
 * A Name (RFC 5280, 4.1.2.4). Its text is what `openssl x509 -nameopt RFC2253` prints, hence what PostgreSQL compares.
 * Throws `Malformed` where OpenSSL refuses the whole certificate for its name.
 */
export function readName(value: DerValue | undefined): DistinguishedName {
  const sets = children(expectList(value, Tag.sequence)).map((set) =>
    children(expectList(set, Tag.set)).map(readAttribute),
  );
  // PostgreSQL and libpq get the attribute from OpenSSL, which returns the first in the order of the certificate.
  const commonName = sets.flat().find(({ attribute }) => attribute.type === "CN")?.attribute.value;
  return {
    text: sets
      .map((set) =>
        set
          .map(({ text }) => text)
          .reverse()
          .join("+"),
      )
      .reverse()
      .join(","),
    relativeNames: sets.map((set) => set.map(({ attribute }) => attribute)),
    canonical: sets.map((set) => `${set.map(canonicalAttribute).sort().join()};`).join(""),
    ...(commonName !== undefined && { commonName }),
  };
}

/** The same of the bytes of a Name by themselves; `undefined` for bytes that are none. */
export function nameOfBytes(der: Uint8Array): DistinguishedName | undefined {
  try {
    return readName(readValue(der));
  } catch {
    return undefined;
  }
}

/** With the length of the value, so that no value looks like several. */
function canonicalAttribute({ attribute: { type, value } }: { readonly attribute: NameAttribute }): string {
  const canonical = canonicalText(value);
  return `${type}=${canonical.length}:${canonical}`;
}

/** One attribute of a name, and its text. Throws `Malformed`. */
export function readAttribute(value: DerValue): { attribute: NameAttribute; text: string } {
  const [id, data] = members(value, 2);
  if (!data || !VALUE_TAGS.has(data.tag))
    throw new Malformed("a name has an attribute without a proper value");
  checkAny(data);
  const type = objectId(id);
  const name = attributeTypeName(type);
  const decoded = stringText(data);
  const dump = `#${hexadecimal(encoding(data)).toUpperCase()}`;
  const text = name === undefined || decoded === undefined ? dump : escapedText(decoded);
  return { attribute: { type: name ?? type, value: decoded ?? dump }, text: `${name ?? type}=${text}` };
}

/**
 * Identifier bytes that OpenSSL admits as an attribute's value: its string types, BIT STRING, SEQUENCE, and the rarer
 * types that it does not distinguish.
 */
const VALUE_TAGS = new Set([3, 7, 8, 9, 11, 12, 13, 14, 15, 18, 19, 20, 22, 28, 29, 30, 0x30]);
