import { constants, type VerifyKeyObjectInput, verify } from "node:crypto";
import { readSignatureAlgorithm, type SignatureAlgorithm } from "./algorithms.ts";
import { bitString, type DerValue, encoding, expect, members, readValue, Tag } from "./der.ts";
import { isBrokenKey, readPublicKey } from "./publicKeys.ts";
import { verifyingKey } from "./verifyingKey.ts";

/** What certificates, lists and requests have in common: something to be signed, and a signature over its encoding. */
export interface Signed {
  readonly whole: DerValue;
  readonly signedPart: DerValue;
  readonly algorithm: SignatureAlgorithm;
  readonly signature: Uint8Array;
}

/** Takes the outer frame (RFC 5280, 4.1.1) apart. What follows it is ignored, as in OpenSSL. Throws `Malformed`. */
export function readSigned(der: Uint8Array): Signed {
  const whole = expect(readValue(der), Tag.sequence);
  const [signedPart, algorithm, signature] = members(whole, 3);
  return {
    whole,
    signedPart: expect(signedPart, Tag.sequence),
    algorithm: readSignatureAlgorithm(algorithm),
    signature: bitString(signature),
  };
}

/**
 * Whether a public key, given as its SubjectPublicKeyInfo, made the signature; `undefined` where the key or the algorithm is
 * of a kind that this process's library does not know, Electron's for instance. No key verifies a signature of another kind.
 */
export function verifies({ signedPart, algorithm, signature }: Signed, spki: DerValue): boolean | undefined {
  const { name, digest, maskDigest, saltLength } = algorithm;
  const publicKey = readPublicKey(spki);
  const kind = publicKey.algorithm;
  if (isObjectId(name) || isObjectId(kind) || name.startsWith("SM2")) return undefined;
  if (!signerKinds(name).includes(kind) || isBrokenKey(spki, publicKey)) return false;
  // Without a digest Node would take one of its own.
  if (name === "rsassaPss" && digest === undefined) return false;
  // Node takes one digest for both uses of it in RSA-PSS.
  if (maskDigest !== undefined && maskDigest !== digest) return undefined;
  try {
    const key = verifyingKey(encoding(spki));
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    const input: VerifyKeyObjectInput = saltLength === undefined ? { key } : { key, padding, saltLength };
    return verify(digest, encoding(signedPart), input, signature);
  } catch {
    return undefined;
  }
}

const isObjectId = (name: string): boolean => /^[\d.]+$/.test(name);

/** The kinds of key that make signatures of an algorithm. Of the newer ones, key and signature share a name. */
function signerKinds(algorithm: string): readonly string[] {
  if (algorithm === "rsassaPss") return ["RSA", "RSA-PSS"];
  if (/RSA/.test(algorithm)) return ["RSA"];
  if (/^ecdsa/.test(algorithm)) return ["EC"];
  return /^dsa/.test(algorithm) ? ["DSA"] : [algorithm];
}
