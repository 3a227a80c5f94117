import type { KeyFacts, PublicKey } from "../core/pki.ts";
import { keyAlgorithmName, readAlgorithm } from "./algorithms.ts";
import { fromHexadecimal } from "./bytes.ts";
import type { Cryptography } from "./cryptography.ts";
import { curveOf } from "./curves.ts";
import {
  children,
  content,
  type DerValue,
  encode,
  encoding,
  expect,
  integerBits,
  Malformed,
  objectId,
  readValue,
  Tag,
} from "./der.ts";
import { keyCipher } from "./keyCiphers.ts";
import { readPublicKey } from "./publicKeys.ts";
import { writtenPublicKey } from "./writtenPublicKey.ts";

/**
 * What may be shown of a private key. Its bytes are handed to the library and then overwritten in `der`; no part of them,
 * and no message of the library, which might quote them, gets into the result.
 */
export function readKey(
  label: string,
  der: Uint8Array,
  cryptography: Cryptography,
  hasEncryptionHeader = false,
  cipher?: string,
): KeyFacts {
  const encrypted = hasEncryptionHeader || label === "ENCRYPTED PRIVATE KEY";
  try {
    if (label === "OPENSSH PRIVATE KEY")
      throw new Malformed("it is in OpenSSH's own form, not in one that OpenSSL reads");
    if (der.length > LARGEST_KEY) throw new NotDerivable("it is larger than any private key");
    if (hasEncryptionHeader) return { label, encrypted, ...(cipher && { cipher }) };
    const whole = expect(readValue(der), Tag.sequence);
    if (!encrypted) return { label, encrypted, publicKey: publicKeyIn(label, whole, cryptography) };
    const fields = children(whole);
    if (!isEncryptedKey(fields)) throw new Malformed("it is not a valid encrypted key");
    const used = keyCipher(fields[0]);
    return { label, encrypted, ...(used && { cipher: used }) };
  } catch (error) {
    const problem = error instanceof Malformed ? error.message : "it is not a valid private key";
    return { label, encrypted, problem, ...(error instanceof NotDerivable && { unsupported: true }) };
  } finally {
    der.fill(0);
  }
}

/** A key that may be in order, only not for this program. */
class NotDerivable extends Malformed {}

/** The PEM label that a DER file would have if it were the private key it looks like. */
export function keyLabel(fields: readonly DerValue[]): string | undefined {
  const [first, second, third] = fields;
  if (isEncryptedKey(fields)) return "ENCRYPTED PRIVATE KEY";
  if (first?.tag !== Tag.integer) return undefined;
  if (isAlgorithm(second) && third?.tag === Tag.octetString) return "PRIVATE KEY";
  if (second?.tag === Tag.octetString) return "EC PRIVATE KEY";
  if (fields.some(({ tag }) => tag !== Tag.integer)) return undefined;
  return { 6: "DSA PRIVATE KEY", 9: "RSA PRIVATE KEY" }[fields.length];
}

/** An RSA key of 16,384 bits, the largest that OpenSSL works with, has some 9,300 bytes. */
const LARGEST_KEY = 16_384;

/** EncryptedPrivateKeyInfo (RFC 5958, 3). */
const isEncryptedKey = ([algorithm, data]: readonly DerValue[]): boolean =>
  isAlgorithm(algorithm) && data?.tag === Tag.octetString;

const isAlgorithm = (value: DerValue | undefined): boolean =>
  value?.tag === Tag.sequence && children(value)[0]?.tag === Tag.objectId;

/** What has the frame of PKCS #8 is read as that under any label; else the label decides the traditional form, as in OpenSSL. */
function publicKeyIn(label: string, whole: DerValue, cryptography: Cryptography): PublicKey {
  const fields = children(whole);
  if (isAlgorithm(fields[1])) {
    const { name, parameters } = checkReadable(fields);
    return derive(whole, "pkcs8", cryptography, name, parameters);
  }
  // In DER, as it is called here, OpenSSL 3.5 reads a key of one kind as another; in PEM, as the server reads it, the label decides.
  if ((keyLabel(fields) ?? label) !== label) throw new Malformed("it is not a valid private key");
  if (label === "DSA PRIVATE KEY") return readPublicKey(readValue(dsaPublicKey(fields)), cryptography);
  if (label === "RSA PRIVATE KEY") return derive(whole, "pkcs1", cryptography, "RSA");
  if (label === "EC PRIVATE KEY") {
    const parameters = fields.find(({ tag }) => tag === 0xa0);
    return derive(whole, "sec1", cryptography, "EC", parameters && children(parameters)[0]);
  }
  throw new Malformed("it is not a valid private key");
}

function derive(
  whole: DerValue,
  type: "pkcs1" | "pkcs8" | "sec1",
  cryptography: Cryptography,
  algorithm: string,
  parameters?: DerValue,
): PublicKey {
  const written = writtenPublicKey(children(whole), type, algorithm, parameters, cryptography);
  const curve = parameters?.tag === Tag.objectId ? curveOf(objectId(parameters))?.name : undefined;
  const spki =
    written ??
    cryptography.publicKeyOf({
      der: encoding(whole),
      type,
      algorithm,
      ...(curve !== undefined && { curve }),
    });
  if (!spki) throw new NotDerivable("it is of a kind that the OpenSSL of this program does not know");
  return readPublicKey(readValue(spki), cryptography);
}

/** Keeps out kinds that OpenSSL 3.0 does not know and numbers so large that deriving the public key would take minutes. */
function checkReadable([, algorithm, key]: readonly DerValue[]): { name: string; parameters?: DerValue } {
  const { oid, parameters } = readAlgorithm(algorithm);
  const name = keyAlgorithmName(oid);
  const bytes = content(expect(key, Tag.octetString));
  if (name === "DSA") {
    const prime = children(expect(parameters, Tag.sequence))[0];
    if (integerBits(prime) > 10_000 || bytes.length > 132)
      throw new NotDerivable("its numbers are too large");
  } else if (!["RSA", "RSA-PSS", "EC", "Ed25519", "Ed448"].includes(name)) {
    const kind = /^[\d.]+$/.test(name) ? "of an unknown kind" : `of the kind ${name}`;
    throw new NotDerivable(`it is ${kind}, whose public key cannot be derived here`);
  }
  return { name, ...(parameters && { parameters }) };
}

/** The SubjectPublicKeyInfo of a traditional DSA key, which is version, p, q, g, public and private number. */
function dsaPublicKey([, ...numbers]: readonly DerValue[]): Uint8Array {
  const [p, q, g, key] = numbers.map((number) => encoding(expect(number, Tag.integer)));
  if (!p || !q || !g || !key) throw new Malformed("it is not a valid private key");
  const dsa = fromHexadecimal("06072a8648ce380401");
  const algorithm = encode(Tag.sequence, [dsa, encode(Tag.sequence, [p, q, g])]);
  return encode(Tag.sequence, [algorithm, encode(Tag.bitString, [Uint8Array.of(0), key])]);
}
