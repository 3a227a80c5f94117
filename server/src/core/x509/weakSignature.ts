import { isWeakDigest } from "../data/securityLevels.ts";
import type { OpenSslFamily } from "../model/serverBuild.ts";
import type { Certificate } from "../pki.ts";
import { isSelfSigned } from "./authority.ts";

/**
 * Whether OpenSSL of a family takes a certificate's signature for too weak, at its own level or at that of `@SECLEVEL`; that of
 * a self-signed one does not count.
 */
export function isWeaklySigned(certificate: Certificate, family: OpenSslFamily, level?: number): boolean {
  if (isSelfSigned(certificate)) return false;
  // Only 3.5 and later know how strong these are, and earlier ones take them for weak; RSA with SHA-3 they do know.
  if (level !== 0 && family !== "3.5" && /^(ecdsa|dsa)_with_SHA3-/i.test(certificate.signatureAlgorithm))
    return true;
  const digest = certificate.signatureDigest?.toLowerCase().replace("-", "");
  return !!digest && isWeakDigest(digest, family, level);
}
