import { isIssuer, type Signed } from "../core/index.ts";
import type { Certificate } from "../core/pki.ts";
import { pki } from "../pki/index.ts";

/** Whether a CA issued a certificate or CRL: by signature, or by names and key identifiers where that cannot be checked here. */
export const isIssuedBy = (signed: Signed, issuer: Certificate): boolean =>
  isIssuer(issuer, signed, pki) !== false;
