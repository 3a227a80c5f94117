import { createHash, ECDH } from "node:crypto";
import type { PublicKey } from "../core/pki.ts";
import { keyAlgorithmName } from "./algorithms.ts";
import { curveOf } from "./curves.ts";
import {
  bitString,
  children,
  content,
  type DerValue,
  encode,
  encoding,
  expect,
  integerBits,
  members,
  objectId,
  Tag,
  wrapped,
} from "./der.ts";

/** A SubjectPublicKeyInfo (RFC 5280, 4.1.2.7). */
export function readPublicKey(value: DerValue | undefined): PublicKey {
  const spki = expect(value, Tag.sequence);
  const [algorithmIdentifier, key] = members(spki, 2);
  const identifier = expect(algorithmIdentifier, Tag.sequence);
  const [id, parameters] = children(identifier);
  const bits = expect(key, Tag.bitString);
  bitString(bits);
  const algorithm = keyAlgorithmName(objectId(id));
  const fingerprint = sha256(encoding(spki));
  switch (algorithm) {
    case "RSA":
    case "RSA-PSS":
      return { algorithm, bits: integerBits(children(expect(wrapped(bits), Tag.sequence))[0]), fingerprint };
    case "EC": {
      const curve = readCurve(parameters);
      return {
        algorithm,
        ...curve,
        fingerprint: sha256(withWholePoint(spki, identifier, bits, curve.curve)),
      };
    }
    case "DSA":
    case "DH":
      return {
        algorithm,
        ...(parameters?.tag === Tag.sequence && { bits: integerBits(children(parameters)[0]) }),
        fingerprint,
      };
    default:
      return { algorithm, fingerprint };
  }
}

/** SHA-256 in lower-case hexadecimal. */
export const sha256 = (octets: Uint8Array): string => createHash("sha256").update(octets).digest("hex");

/** The curve of an EC key: named, or spelt out in its parameters (RFC 3279, 2.3.5), where the order gives the size. */
function readCurve(parameters: DerValue | undefined): { curve?: string; bits?: number } {
  if (parameters?.tag === Tag.objectId) {
    const oid = objectId(parameters);
    const curve = curveOf(oid);
    return curve ? { curve: curve.name, bits: curve.bits } : { curve: oid };
  }
  return parameters?.tag === Tag.sequence ? { bits: integerBits(children(parameters)[4]) } : {};
}

/**
 * The encoding with its point uncompressed. The halves of one key may write the point differently and still belong
 * together, as OpenSSL sees it.
 */
function withWholePoint(
  spki: DerValue,
  identifier: DerValue,
  bits: DerValue,
  curve: string | undefined,
): Uint8Array {
  const point = content(bits).subarray(1);
  if (curve === undefined || (point[0] !== 2 && point[0] !== 3)) return encoding(spki);
  try {
    const whole = ECDH.convertKey(point, curve, undefined, undefined, "uncompressed");
    return encode(Tag.sequence, [
      encoding(identifier),
      encode(Tag.bitString, [Buffer.of(0), Buffer.from(whole)]),
    ]);
  } catch {
    return encoding(spki);
  }
}
