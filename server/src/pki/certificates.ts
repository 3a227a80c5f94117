import type { Certificate } from "../core/pki.ts";
import { readSignatureAlgorithm } from "./algorithms.ts";
import type { Cryptography } from "./cryptography.ts";
import {
  bitString,
  children,
  encoding,
  expect,
  expectList,
  hexadecimal,
  integerText,
  Malformed,
  members,
  only,
  Tag,
} from "./der.ts";
import { readExtensionList, readExtensions } from "./extensions.ts";
import { isSameName } from "./nameHash.ts";
import { readName } from "./names.ts";
import { isBrokenKey, readPublicKey } from "./publicKeys.ts";
import { readSigned, type Signed } from "./signed.ts";
import { isShortTime, isStrictTime, readTime } from "./time.ts";

/** A certificate (RFC 5280, 4.1). Throws `Malformed`. */
export function readCertificate(der: Uint8Array, cryptography: Cryptography): Certificate {
  const signed = readSigned(der);
  const { version, serialNumber, issuer, validity, subject, publicKey, extensions } =
    certificateParts(signed);
  const encoded = encoding(signed.whole);
  const dates = members(validity, 2);
  const [notBefore = Number.NaN, notAfter = Number.NaN] = dates.map(readTime);
  const areDates = dates.every(isStrictTime) && !Number.isNaN(notBefore + notAfter);
  const { name, digest } = signed.algorithm;
  const { brokenParts = [], ...extensionFields } = readExtensions(extensions, issuer);
  const key = readPublicKey(publicKey, cryptography);
  const broken = [
    ...(areDates ? [] : ["validity"]),
    ...(isBrokenKey(publicKey, key, cryptography) ? ["public key"] : []),
    ...brokenParts,
  ];
  return {
    version,
    serialNumber: integerText(serialNumber),
    subject: readName(subject),
    issuer: readName(issuer),
    notBefore,
    notAfter,
    publicKey: key,
    signatureAlgorithm: name,
    ...(digest !== undefined && { signatureDigest: digest }),
    selfIssued: isSameName(subject, issuer),
    ...extensionFields,
    ...(broken.length > 0 && { brokenParts: broken }),
    ...(dates.some(isShortTime) && { hasShortDate: true }),
    fingerprint: hexadecimal(cryptography.digest("sha256", encoded)),
    sha1Fingerprint: hexadecimal(cryptography.digest("sha1", encoded)),
    der: new Uint8Array(encoded),
  };
}

/** The fields of a certificate, checked for their order and frames as OpenSSL does before it loads one. */
export function certificateParts({ signedPart }: Signed) {
  const fields = children(signedPart);
  const version = fields[0]?.tag === 0xa0 ? fields.shift() : undefined;
  const [serialNumber, algorithm, issuer, validity, subject, publicKey, ...rest] = fields;
  // Unique identifiers of issuer and subject, which nobody uses.
  for (const tag of [0x81, 0x82]) if (rest[0]?.tag === tag) bitString(rest.shift(), tag);
  const extensions = rest[0]?.tag === 0xa3 ? rest.shift() : undefined;
  if (rest.length > 0) throw new Malformed("its structure is invalid");
  readSignatureAlgorithm(algorithm);
  return {
    version: version ? Number.parseInt(integerText(only(version)), 16) + 1 : 1,
    serialNumber: expect(serialNumber, Tag.integer),
    issuer: expectList(issuer, Tag.sequence),
    validity,
    subject: expectList(subject, Tag.sequence),
    publicKey: expect(publicKey, Tag.sequence),
    extensions: extensions ? readExtensionList(only(extensions)) : [],
  };
}
