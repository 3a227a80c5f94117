import { chainFrom, isSelfSigned } from "../core/index.ts";
import type { Certificate } from "../core/pki.ts";
import { pki } from "../pki/index.ts";

/**
 * The certificate of a key, with the certificates above it in order and the root left out, from those that a CA sent in any
 * order. `undefined` when none belongs to the key.
 */
export function orderChain(
  certificates: readonly Certificate[],
  keyFingerprint: string,
): Certificate[] | undefined {
  const [leaf, ...older] = certificates
    .filter(({ publicKey }) => publicKey.fingerprint === keyFingerprint)
    .sort((a, b) => b.notBefore - a.notBefore);
  if (!leaf) return undefined;
  const others = certificates.filter((certificate) => certificate !== leaf && !older.includes(certificate));
  return chainFrom(leaf, others, pki).filter(
    (certificate) => certificate === leaf || !isSelfSigned(certificate),
  );
}
