import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  ECDH,
  generateKeyPairSync,
  getCurves,
  type KeyObject,
  publicDecrypt,
  verify,
} from "node:crypto";
import type { Cryptography, PrivateKeyBytes, SignatureToVerify } from "./cryptography.ts";
import { fitsPss } from "./fitsPss.ts";
import { verifyingKey } from "./verifyingKey.ts";

/** The library inside Node: OpenSSL, or BoringSSL in Electron, which lacks much. */
export const nodeCryptography: Cryptography = {
  digest: (name, bytes) => createHash(name).update(bytes).digest(),
  wholePoint(point, curve) {
    if (point.length === 0) return false; // which Node would give back
    try {
      return Buffer.from(ECDH.convertKey(point, curve, undefined, undefined, "uncompressed"));
    } catch {
      return getCurves().includes(curve) ? false : undefined;
    }
  },
  publicKeyOf(bytes) {
    let key: KeyObject;
    try {
      key = createPrivateKey({ key: asBuffer(bytes.der), format: "der", type: bytes.type });
    } catch (error) {
      if (isKnownHere(bytes)) throw error;
      return undefined;
    }
    return createPublicKey(key).export({ format: "der", type: "spki" });
  },
  verify(given) {
    const { digest, maskDigest = digest, saltLength, signed, signature, key } = given;
    try {
      if (maskDigest !== digest) return verifyMixedPss(given);
      const pss = saltLength !== undefined && { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
      return verify(digest, signed, { key: verifyingKey(key), ...pss }, signature);
    } catch {
      return undefined;
    }
  },
};

/** RSA-PSS with two digests: Node takes one for both uses, so that it does the arithmetic alone, for keys that are not bound to RSA-PSS. */
function verifyMixedPss(given: SignatureToVerify): boolean | undefined {
  const { digest, maskDigest, saltLength, signed, signature } = given;
  const key = verifyingKey(given.key);
  const { modulusLength } = key.asymmetricKeyDetails ?? {};
  if (!digest || !maskDigest || saltLength === undefined || !modulusLength) return undefined;
  if (signature.length !== Math.ceil(modulusLength / 8)) return false;
  const digestWith = (name: string) => (bytes: Uint8Array) => createHash(name).update(bytes).digest();
  return fitsPss(publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature), modulusLength - 1, {
    hash: digestWith(digest)(signed),
    saltLength,
    digest: digestWith(digest),
    maskDigest: digestWith(maskDigest),
  });
}

/** The same bytes, which must not be copied when they are a private key's. */
const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/**
 * Whether this process can work with keys of a kind at all, which is tried by making one, or looked up in its list of
 * curves.
 */
function isKnownHere({ algorithm, curve = "" }: PrivateKeyBytes): boolean {
  try {
    if (algorithm === "EC") return getCurves().includes(curve);
    if (algorithm === "Ed25519") generateKeyPairSync("ed25519");
    if (algorithm === "Ed448") generateKeyPairSync("ed448");
    if (algorithm === "RSA-PSS") generateKeyPairSync("rsa-pss", { modulusLength: 512 });
    return true;
  } catch {
    return false;
  }
}
