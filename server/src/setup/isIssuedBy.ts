import { namesIssuer } from "../core/features/describe/chainPosition.ts";
import type { Certificate } from "../core/pki.ts";
import { pki } from "../pki/index.ts";

/** Whether a CA issued a certificate: by signature, or by names and key identifiers where that cannot be checked here. */
export const isIssuedBy = (certificate: Certificate, issuer: Certificate): boolean =>
  pki.isSignedBy(certificate, issuer) ?? namesIssuer(certificate, issuer);
