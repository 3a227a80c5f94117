import { constants, type VerifyKeyObjectInput, verify } from "node:crypto";
import type { Certificate } from "../core/pki.ts";
import { certificateParts } from "./certificates.ts";
import { encoding } from "./der.ts";
import { readSigned, type Signed } from "./signed.ts";
import { verifyingKey } from "./verifyingKey.ts";

/**
 * Whether a certificate's key made the signature; `undefined` where the key or the algorithm is of a kind that this
 * process's library does not know, Electron's for instance. No key verifies a signature of another kind. Throws `Malformed`.
 */
export function verifies(
  { signedPart, algorithm, signature }: Signed,
  { publicKey, brokenParts, der }: Certificate,
): boolean | undefined {
  const { name, digest, maskDigest, saltLength } = algorithm;
  const kind = publicKey.algorithm;
  if (isObjectId(name) || isObjectId(kind) || name.startsWith("SM2")) return undefined;
  if (!signerKinds(name).includes(kind) || brokenParts?.includes("public key")) return false;
  // Without a digest Node would take one of its own.
  if (name === "rsassaPss" && digest === undefined) return false;
  // Node takes one digest for both uses of it in RSA-PSS.
  if (maskDigest !== undefined && maskDigest !== digest) return undefined;
  const spki = certificateParts(readSigned(der)).publicKey;
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
