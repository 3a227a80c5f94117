import type { Certificate } from "../core/pki.ts";
import { certificateParts } from "./certificates.ts";
import type { Cryptography } from "./cryptography.ts";
import { encoding } from "./der.ts";
import { readSigned, type Signed } from "./signed.ts";

/**
 * Whether a certificate's key made the signature; `undefined` where the key or the algorithm is of a kind that is unknown
 * here. No key verifies a signature of another kind. Throws `Malformed`.
 */
export function verifies(
  { signedPart, algorithm, signature }: Signed,
  { publicKey, brokenParts, der }: Certificate,
  cryptography: Cryptography,
): boolean | undefined {
  const { name, digest, maskDigest, saltLength } = algorithm;
  const kind = publicKey.algorithm;
  if (isObjectId(name) || isObjectId(kind) || name.startsWith("SM2")) return undefined;
  if (!signerKinds(name).includes(kind) || brokenParts?.includes("public key")) return false;
  // Without a digest Node would take one of its own.
  if (name === "rsassaPss" && digest === undefined) return false;
  return cryptography.verify({
    ...(digest !== undefined && { digest }),
    ...(maskDigest !== undefined && { maskDigest }),
    ...(saltLength !== undefined && { saltLength }),
    signed: encoding(signedPart),
    signature,
    keyAlgorithm: kind,
    ...(publicKey.curve !== undefined && { curve: publicKey.curve }),
    key: encoding(certificateParts(readSigned(der)).publicKey),
  });
}

const isObjectId = (name: string): boolean => /^[\d.]+$/.test(name);

/** The kinds of key that make signatures of an algorithm. Of the newer ones, key and signature share a name. */
function signerKinds(algorithm: string): readonly string[] {
  if (algorithm === "rsassaPss") return ["RSA", "RSA-PSS"];
  if (/RSA/.test(algorithm)) return ["RSA"];
  if (/^ecdsa/.test(algorithm)) return ["EC"];
  return /^dsa/.test(algorithm) ? ["DSA"] : [algorithm];
}
