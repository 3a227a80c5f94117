import type { Certificate } from "../pki.ts";
import { fitsKeyIdentifier } from "./issuer.ts";

/** What a certificate is in a chain. */
export type CertificateKind = "root CA" | "intermediate CA" | "self-signed leaf" | "leaf";

/** What a certificate is in a chain, by what it says of itself. */
export function certificateKind(certificate: Certificate): CertificateKind {
  if (isAuthority(certificate)) return isSelfSigned(certificate) ? "root CA" : "intermediate CA";
  return isSelfSigned(certificate) ? "self-signed leaf" : "leaf";
}

/** Whether a certificate is a CA's: OpenSSL's `X509_check_ca`. */
export function isAuthority(certificate: Certificate): boolean {
  return claimsAuthority(certificate) && maySignCertificates(certificate);
}

/** Whether a certificate is a CA's that needs no other above it. */
export function isRoot(certificate: Certificate): boolean {
  return isSelfSigned(certificate) && isAuthority(certificate);
}

/**
 * Whether basic constraints make it a CA's, whatever its key usage says. Without them a root of X.509 version 1 is one, a
 * certificate whose key usage has keyCertSign, and, without a key usage, one of Netscape's types for CAs.
 */
export function claimsAuthority(certificate: Certificate): boolean {
  const { basicConstraints, keyUsages, netscapeTypes, version } = certificate;
  if (basicConstraints) return basicConstraints.ca;
  if (version === 1 && isSelfSigned(certificate)) return true;
  return keyUsages?.includes("keyCertSign") ?? netscapeTypes?.some((type) => type.endsWith("CA")) ?? false;
}

/** Whether a CA may issue certificates for TLS: one that is a CA by Netscape's types alone needs that of TLS. */
export function isTlsAuthority(certificate: Certificate): boolean {
  const { basicConstraints, keyUsages, netscapeTypes = [], version } = certificate;
  const isByTypes = !basicConstraints && !keyUsages && !(version === 1 && isSelfSigned(certificate));
  return claimsAuthority(certificate) && (!isByTypes || netscapeTypes.includes("sslCA"));
}

/** Whether the key usage, where there is one, lets the key sign certificates. */
export function maySignCertificates({ keyUsages }: Certificate): boolean {
  return !keyUsages || keyUsages.includes("keyCertSign");
}

/** Whether a certificate says of itself that it is its own issuer, as OpenSSL does: by names and key identifiers. */
export function isSelfSigned(certificate: Certificate): boolean {
  return certificate.selfIssued && fitsKeyIdentifier(certificate, certificate);
}
