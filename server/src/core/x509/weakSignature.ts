import { securityLevels } from "../data/securityLevels.ts";
import type { OpenSslFamily } from "../model/serverBuild.ts";
import type { Certificate } from "../pki.ts";
import { isSelfSigned } from "./authority.ts";

/** Whether OpenSSL of a family takes a certificate's signature for too weak; that of a self-signed one does not count. */
export function isWeaklySigned(certificate: Certificate, family: OpenSslFamily): boolean {
  const digest = certificate.signatureDigest?.toLowerCase().replace("-", "");
  return !isSelfSigned(certificate) && !!digest && securityLevels[family].weakDigests.includes(digest);
}
