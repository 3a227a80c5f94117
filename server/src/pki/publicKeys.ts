import type { PublicKey } from "../core/pki.ts";
import { keyAlgorithmName, readAlgorithm, readSignatureAlgorithm } from "./algorithms.ts";
import type { Cryptography } from "./cryptography.ts";
import { curveOf } from "./curves.ts";
import {
  bitString,
  children,
  content,
  type DerValue,
  encode,
  encoding,
  expect,
  hexadecimal,
  integerBits,
  Malformed,
  members,
  objectId,
  Tag,
  wrapped,
} from "./der.ts";

/**
 * A SubjectPublicKeyInfo (RFC 5280, 4.1.2.7). As in OpenSSL, what is broken inside the key itself does no harm to the
 * frame: its size is missing then.
 */
export function readPublicKey(value: DerValue | undefined, cryptography: Cryptography): PublicKey {
  const spki = expect(value, Tag.sequence);
  const [identifier, key] = members(spki, 2);
  const { oid, parameters } = readAlgorithm(identifier);
  const bits = expect(key, Tag.bitString);
  bitString(bits);
  const algorithm = keyAlgorithmName(oid);
  const size = readSize(algorithm, parameters, bits);
  // Without parameters a key makes signatures with any digest.
  const { digest } = algorithm === "RSA-PSS" && parameters ? readSignatureAlgorithm(identifier) : {};
  const whole =
    size.curve === undefined ? encoding(spki) : withWholePoint(spki, bits, size.curve, cryptography);
  return {
    algorithm,
    ...size,
    ...(digest !== undefined && { boundDigest: digest }),
    fingerprint: hexadecimal(cryptography.digest("sha256", whole)),
  };
}

type Size = Pick<PublicKey, "bits" | "curve" | "hasExplicitCurve">;

function readSize(algorithm: string, parameters: DerValue | undefined, bits: DerValue): Size {
  try {
    if (algorithm === "EC") return readCurve(parameters);
    if (algorithm === "RSA" || algorithm === "RSA-PSS")
      return { bits: integerBits(children(expect(wrapped(bits), Tag.sequence))[0]) };
    if (algorithm === "DSA" || algorithm === "DH")
      return parameters?.tag === Tag.sequence ? { bits: integerBits(children(parameters)[0]) } : {};
    return {};
  } catch (error) {
    if (error instanceof Malformed) return {};
    throw error;
  }
}

/** Whether the content of a SubjectPublicKeyInfo is certainly no key; false for kinds unknown here. */
export function isBrokenKey(
  spki: DerValue,
  { algorithm, curve }: PublicKey,
  cryptography: Cryptography,
): boolean {
  const bits = expect(children(spki)[1], Tag.bitString);
  if (algorithm === "Ed25519") return content(bits).length !== 33;
  if (algorithm === "Ed448") return content(bits).length !== 58;
  if (algorithm.startsWith("RSA")) return !isPairOfNumbers(bits);
  if (algorithm !== "EC" || curve === undefined) return false;
  return cryptography.wholePoint(content(bits).subarray(1), curve) === false;
}

/** An RSAPublicKey (RFC 8017, A.1.1). */
function isPairOfNumbers(bits: DerValue): boolean {
  try {
    return members(wrapped(bits), 2).every((number) => integerBits(number) > 0);
  } catch {
    return false;
  }
}

/** The curve of an EC key: named, or spelt out in its parameters (RFC 3279, 2.3.5), where the order gives the size. */
function readCurve(parameters: DerValue | undefined): Size {
  if (parameters?.tag === Tag.objectId) {
    const oid = objectId(parameters);
    const curve = curveOf(oid);
    return curve ? { curve: curve.name, bits: curve.bits } : { curve: oid };
  }
  if (parameters?.tag !== Tag.sequence) return {};
  return { bits: integerBits(children(parameters)[4]), hasExplicitCurve: true };
}

/**
 * The encoding with its point uncompressed. The private and the public key may write the point differently and still belong
 * together, as OpenSSL sees it.
 */
function withWholePoint(
  spki: DerValue,
  bits: DerValue,
  curve: string,
  cryptography: Cryptography,
): Uint8Array {
  const point = content(bits).subarray(1);
  if (point[0] !== 2 && point[0] !== 3) return encoding(spki);
  const whole = cryptography.wholePoint(point, curve);
  if (!whole) return encoding(spki);
  return encode(Tag.sequence, [
    encoding(expect(children(spki)[0], Tag.sequence)),
    encode(Tag.bitString, [Uint8Array.of(0), whole]),
  ]);
}
