import type { Certificate } from "../../pki.ts";
import { shortName } from "./describeName.ts";

/** What a certificate is in a chain, in words, and which certificate of the same file issued it. */
export function chainPosition(certificate: Certificate, file: readonly Certificate[]): string {
  const own = file.indexOf(certificate);
  const place = file.length > 1 && own >= 0 ? `; number ${own + 1} of ${file.length} in the file` : "";
  return roleInWords(certificate) + issuerInWords(certificate, file) + place;
}

/** `root CA`, `intermediate CA`, `leaf`; one that signed itself without being a CA is said to have done so. */
export function roleInWords(certificate: Certificate): string {
  if (isCertificateAuthority(certificate)) return certificate.selfIssued ? "root CA" : "intermediate CA";
  return certificate.selfIssued ? "self-signed leaf" : "leaf";
}

/** Whether a certificate may issue others: basic constraints say so, or it is of a version that had none and issued itself. */
export function isCertificateAuthority({ basicConstraints, version, selfIssued }: Certificate): boolean {
  return basicConstraints?.ca ?? (version < 3 && selfIssued);
}

/** Whether the names, and the key identifiers where there are any, make one certificate the issuer of another. */
export function namesIssuer(certificate: Certificate, issuer: Certificate): boolean {
  if (certificate.issuer.text !== issuer.subject.text) return false;
  const { authorityKeyIdentifier } = certificate;
  const { subjectKeyIdentifier } = issuer;
  return !authorityKeyIdentifier || !subjectKeyIdentifier || authorityKeyIdentifier === subjectKeyIdentifier;
}

function issuerInWords(certificate: Certificate, file: readonly Certificate[]): string {
  if (certificate.selfIssued) return "";
  const index = file.findIndex((other) => other !== certificate && namesIssuer(certificate, other));
  const issuer = file[index];
  return issuer ? `, issued by number ${index + 1} (${shortName(issuer.subject)})` : "";
}
