import type { Crl } from "../core/pki.ts";
import {
  children,
  content,
  type DerValue,
  encoding,
  expect,
  forEachChild,
  hexadecimal,
  integerText,
  objectId,
  readValue,
  Tag,
} from "./der.ts";
import { readName } from "./names.ts";
import { readSigned, type Signed } from "./signed.ts";
import { readTime } from "./time.ts";

/** A revocation list (RFC 5280, 5.1). Throws `Malformed`. Its entries, of which there may be many, are read one after the other. */
export function readCrl(der: Uint8Array): Crl {
  const signed = readSigned(der);
  const { issuer, thisUpdate, rest } = crlParts(signed);
  const nextUpdate = isTime(rest[0]) ? rest.shift() : undefined;
  const revoked = rest[0]?.tag === Tag.sequence ? rest.shift() : undefined;
  const serialNumbers = new Set<string>();
  let count = 0;
  if (revoked) {
    forEachChild(revoked, (entry) => {
      const { bytes, contentStart, end } = expect(entry, Tag.sequence);
      serialNumbers.add(integerText(readValue(bytes, contentStart, end)));
      count++;
    });
  }
  const { name, digest } = signed.algorithm;
  return {
    issuer: readName(issuer),
    thisUpdate: readTime(thisUpdate),
    ...(nextUpdate && { nextUpdate: readTime(nextUpdate) }),
    ...readCrlExtensions(rest.find(({ tag }) => tag === 0xa0)),
    signatureAlgorithm: name,
    ...(digest !== undefined && { signatureDigest: digest }),
    revokedCount: count,
    revokedSerialNumbers: serialNumbers,
    der: new Uint8Array(encoding(signed.whole)),
  };
}

/** The issuer and what follows it; a list of version 1 has no version field. */
export function crlParts({ signedPart }: Signed) {
  const fields = children(signedPart);
  if (fields[0]?.tag === Tag.integer) fields.shift();
  const [, issuer, thisUpdate, ...rest] = fields;
  return { issuer: expect(issuer, Tag.sequence), thisUpdate, rest };
}

const isTime = (value: DerValue | undefined): boolean =>
  value?.tag === Tag.utcTime || value?.tag === Tag.generalizedTime;

/** The list's number and its issuer's key (RFC 5280, 5.2.1 and 5.2.3). */
function readCrlExtensions(list: DerValue | undefined): Pick<Crl, "crlNumber" | "authorityKeyIdentifier"> {
  const facts: { crlNumber?: string; authorityKeyIdentifier?: string } = {};
  const sequence = list && expect(children(list)[0], Tag.sequence);
  for (const extension of sequence ? children(sequence) : []) {
    const [id, ...fields] = children(expect(extension, Tag.sequence));
    const type = objectId(id);
    if (type !== "2.5.29.20" && type !== "2.5.29.35") continue;
    const value = readValue(content(expect(fields.at(-1), Tag.octetString)));
    if (type === "2.5.29.20") facts.crlNumber = integerText(value);
    const key = type === "2.5.29.35" ? children(value).find(({ tag }) => tag === 0x80) : undefined;
    if (key) facts.authorityKeyIdentifier = hexadecimal(content(key));
  }
  return facts;
}
