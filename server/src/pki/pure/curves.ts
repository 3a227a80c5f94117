import { ed448 } from "@noble/curves/ed448.js";
import { ed25519 } from "@noble/curves/ed25519.js";
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from "@noble/curves/misc.js";
import { p256, p384, p521 } from "@noble/curves/nist.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";

/** By OpenSSL's short names; others are unknown here. */
export const weierstrassCurves: Readonly<Record<string, typeof p256>> = {
  prime256v1: p256,
  secp384r1: p384,
  secp521r1: p521,
  secp256k1,
  brainpoolP256r1,
  brainpoolP384r1,
  brainpoolP512r1,
};

/** By the names of `PublicKey.algorithm`, with the start of a SubjectPublicKeyInfo up to the key itself (RFC 8410, 4). */
export const edwardsCurves: Readonly<
  Record<string, { readonly curve: typeof ed25519; readonly head: string }>
> = {
  Ed25519: { curve: ed25519, head: "302a300506032b6570032100" },
  Ed448: { curve: ed448, head: "3043300506032b6571033a00" },
};

/** A point uncompressed; `undefined` for bytes that are none. OpenSSL also reads the hybrid form (X9.62, 4.3.6). */
export function wholePointOf(bytes: Uint8Array, curve: typeof p256): Uint8Array | undefined {
  const form = bytes[0] ?? 0;
  if (form === 0 && bytes.length === 1) return bytes; // the point at infinity
  const isHybrid = form === 6 || form === 7;
  if (isHybrid && (form & 1) !== ((bytes.at(-1) ?? 0) & 1)) return undefined;
  try {
    const point = isHybrid ? Uint8Array.of(4, ...bytes.subarray(1)) : bytes;
    return curve.Point.fromBytes(point).toBytes(false);
  } catch {
    return undefined;
  }
}
