import type { Certificate, DistinguishedName } from "../pki.ts";
import { nameOf } from "../x509/words.ts";

/** Characters of a name in a message. */
const maxLength = 40;

/** A certificate as messages show it: by its subject, or by its common name where the subject is long. */
export function shownCertificate(certificate: Certificate): string {
  const { subject } = certificate;
  return subject.text ? shortened(subject.text, subject) : nameOf(certificate);
}

/** The issuer of a certificate or CRL, in the same way. */
export function shownIssuer({ issuer }: { readonly issuer: DistinguishedName }): string {
  return shortened(issuer.text || "an issuer without a name", issuer);
}

/** Several certificates: the first, and how many more there are. */
export function shownCertificates(certificates: readonly Certificate[]): string {
  const [first] = certificates;
  if (!first) return "";
  const more = certificates.length - 1;
  return shownCertificate(first) + (more > 0 ? ` and ${more} more` : "");
}

function shortened(name: string, { commonName }: DistinguishedName): string {
  if (name.length <= maxLength) return name;
  const short = commonName ? `CN=${commonName}` : name;
  return short.length <= maxLength ? short : `${short.slice(0, maxLength - 3)}...`;
}
