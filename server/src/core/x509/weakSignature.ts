import { isWeakDigest } from "../data/securityLevels.ts";
import type { OpenSslFamily } from "../model/serverBuild.ts";
import type { Certificate } from "../pki.ts";
import { isSelfSigned } from "./authority.ts";

/**
 * Whether OpenSSL of a family takes a certificate's signature for too weak, at its own level or at that of `@SECLEVEL`; that of
 * a self-signed one does not count. RSA with SHA-512/224 or SHA-512/256 is refused at every level: OpenSSL does not know to which kind
 * of key it belongs, and from 3.0 on a root with it is not even self-signed for OpenSSL. Tried with clients of 1.1.1, 3.0 and 3.5.
 */
export function isWeaklySigned(certificate: Certificate, family: OpenSslFamily, level?: number): boolean {
  const isTruncated = /^sha512-2\d\dWithRSA/.test(certificate.signatureAlgorithm);
  if (isSelfSigned(certificate)) return isTruncated && family !== "1.1.1";
  if (isTruncated) return true;
  // Only 3.5 and later know how strong these are, and earlier ones take them for weak; RSA with SHA-3 they do know.
  if (level !== 0 && family !== "3.5" && /^(ecdsa|dsa)_with_SHA3-/i.test(certificate.signatureAlgorithm))
    return true;
  const digest = certificate.signatureDigest?.toLowerCase().replace("-", "");
  return !!digest && isWeakDigest(digest, family, level);
}

/** Whether OpenSSL of a family cannot verify a signature: 1.1.1 takes RSA-PSS with SHA-512/224 and SHA-512/256 for invalid. */
export function isUnverifiable(certificate: Certificate, family: OpenSslFamily): boolean {
  const { signatureAlgorithm, signatureDigest = "" } = certificate;
  return (
    family === "1.1.1" &&
    signatureAlgorithm === "rsassaPss" &&
    /^sha512-2/.test(signatureDigest) &&
    !isSelfSigned(certificate)
  );
}
