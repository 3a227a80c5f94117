import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  ECDH,
  generateKeyPairSync,
  getCurves,
  type KeyObject,
  verify,
} from "node:crypto";
import type { Cryptography, PrivateKeyBytes } from "./cryptography.ts";
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
  verify({ digest, saltLength, signed, signature, key }) {
    try {
      const pss = saltLength !== undefined && { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
      return verify(digest, signed, { key: verifyingKey(key), ...pss }, signature);
    } catch {
      return undefined;
    }
  },
};

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
