import { fromHexadecimal } from "./bytes.ts";
import type { Cryptography } from "./cryptography.ts";
import { curveOf } from "./curves.ts";
import {
  children,
  content,
  type DerValue,
  encode,
  encoding,
  hexadecimal,
  integerBits,
  Malformed,
  objectId,
  readValue,
  Tag,
} from "./der.ts";

/**
 * The SubjectPublicKeyInfo of a private key that contains its public key as OpenSSL writes it, as nearly every key does: OpenSSL
 * reads it there too and does not compare it with the private key, but needs a millisecond for it. `undefined` for
 * whatever has another form; OpenSSL decides about that.
 * @param fields of the key: of PKCS #8 (RFC 5208, 5), or of the traditional form of an algorithm.
 */
export function writtenPublicKey(
  fields: readonly DerValue[],
  type: "pkcs1" | "pkcs8" | "sec1",
  algorithm: string,
  parameters: DerValue | undefined,
  cryptography: Cryptography,
): Uint8Array | undefined {
  try {
    const inner = type === "pkcs8" ? wrappedFields(fields) : fields;
    if (algorithm === "RSA") return inner && rsaPublicKey(inner);
    return algorithm === "EC" ? inner && ecPublicKey(inner, parameters, cryptography) : undefined;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

function wrappedFields([version, , key, ...attributes]: readonly DerValue[]): DerValue[] | undefined {
  if (!isNumber(version, "00") || key?.tag !== Tag.octetString || attributes.length > 0) return undefined;
  const whole = readValue(key.bytes, key.contentStart, key.end);
  return whole.tag === Tag.sequence && whole.end === key.end ? children(whole) : undefined;
}

/** RSAPrivateKey (RFC 8017, A.1.2): version, modulus, public exponent, and six private numbers. */
function rsaPublicKey(fields: readonly DerValue[]): Uint8Array | undefined {
  const [version, modulus, exponent, secret] = fields;
  if (fields.length !== 9 || !isNumber(version, "00") || !fields.every(isPositive)) return undefined;
  if (!modulus || !exponent || !secret) return undefined;
  // OpenSSL 3.5 refuses a private exponent that is longer than the modulus, earlier ones do not.
  if (integerBits(secret) > integerBits(modulus)) return undefined;
  const numbers = encode(Tag.sequence, [encoding(modulus), encoding(exponent)]);
  return encode(Tag.sequence, [rsaIdentifier, encode(Tag.bitString, [noUnusedBits, numbers])]);
}

/** ECPrivateKey (RFC 5915, 3): version, private bytes, and maybe [0] the curve and [1] the point. */
function ecPublicKey(
  [version, secret, ...optional]: readonly DerValue[],
  parameters: DerValue | undefined,
  cryptography: Cryptography,
): Uint8Array | undefined {
  if (!isNumber(version, "01") || secret?.tag !== Tag.octetString || parameters?.tag !== Tag.objectId)
    return undefined;
  const named = optional[0]?.tag === 0xa0 ? optional.shift() : undefined;
  const [written, ...others] = optional;
  if (written?.tag !== 0xa1 || others.length > 0) return undefined;
  const identifier = hexadecimal(encoding(parameters));
  if (named && hexadecimal(content(named)) !== identifier) return undefined;
  const curve = curveOf(objectId(parameters))?.name;
  const [bits, ...more] = children(written);
  if (curve === undefined || bits?.tag !== Tag.bitString || more.length > 0) return undefined;
  const point = content(bits).subarray(1);
  const isWhole = point[0] === 4 && point.length === 1 + 2 * content(secret).length;
  if (content(bits)[0] !== 0 || !isWhole || content(secret).every((byte) => byte === 0)) return undefined;
  if (!cryptography.wholePoint(point, curve)) return undefined;
  const algorithm = encode(Tag.sequence, [ecIdentifier, encoding(parameters)]);
  return encode(Tag.sequence, [algorithm, encoding(bits)]);
}

const isNumber = (value: DerValue | undefined, digits: string): boolean =>
  value?.tag === Tag.integer && hexadecimal(content(value)) === digits;

/** Not negative, without needless bytes. */
function isPositive(value: DerValue): boolean {
  const bytes = content(value);
  const [first, second] = [bytes[0], bytes[1]];
  if (value.tag !== Tag.integer || first === undefined || first >= 0x80) return false;
  return first !== 0 || second === undefined || second >= 0x80;
}

const noUnusedBits = Uint8Array.of(0);
/** The AlgorithmIdentifier of rsaEncryption, with the NULL that belongs to it (RFC 3279, 2.3.1). */
const rsaIdentifier = fromHexadecimal("300d06092a864886f70d0101010500");
/** The object id of EC keys. */
const ecIdentifier = fromHexadecimal("06072a8648ce3d0201");
