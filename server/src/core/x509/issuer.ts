import type { Certificate, Crl, Pki } from "../pki.ts";
import { isSameName } from "./sameName.ts";

/** What a CA signs. */
export type Signed = Certificate | Crl;

/** What a search for the issuer of a certificate or CRL finds; at most one of the three is set. */
export interface FoundIssuer<Candidate> {
  /** It has the issuer's name, and its key verifies the signature. */
  readonly issuer?: Candidate;
  /** It has the issuer's name, and the signature cannot be checked here. */
  readonly possible?: Candidate;
  /** It has the issuer's name, and another key made the signature. */
  readonly namesake?: Candidate;
}

/** Signatures that one search verifies. What is beyond, all of one name, counts as unknown. */
export const maxVerified = 16;

/**
 * Who issued a certificate or CRL, among some: the first that has the issuer's name and whose key verifies the signature. Those
 * whose key identifier it names come first, as in OpenSSL. A copy of a certificate is not its issuer.
 */
export function findIssuer<Candidate>(
  signed: Signed,
  among: readonly Candidate[],
  certificateOf: (candidate: Candidate) => Certificate,
  pki: Pki | undefined,
): FoundIssuer<Candidate> {
  const named = among.filter((candidate) => {
    const other = certificateOf(candidate);
    return (
      isSameName(other.subject, signed.issuer) &&
      !(isCertificate(signed) && other.fingerprint === signed.fingerprint)
    );
  });
  const fitting: Candidate[] = [];
  const others: Candidate[] = [];
  for (const candidate of named)
    (fitsKeyIdentifier(certificateOf(candidate), signed) ? fitting : others).push(candidate);
  let possible: Candidate | undefined;
  for (const [tried, candidate] of [...fitting, ...others].entries()) {
    const answer = tried < maxVerified ? isIssuer(certificateOf(candidate), signed, pki) : undefined;
    if (answer) return { issuer: candidate };
    if (answer === undefined) possible ??= candidate;
  }
  if (possible !== undefined) return { possible };
  const [namesake] = [...fitting, ...others];
  return namesake === undefined ? {} : { namesake };
}

/**
 * Whether a certificate is the issuer of another or of a CRL: it has the name, and its key verifies the signature. Where the
 * signature cannot be checked here, key identifiers can still rule it out; else that is `undefined`.
 */
export function isIssuer(issuer: Certificate, signed: Signed, pki: Pki | undefined): boolean | undefined {
  if (!isSameName(issuer.subject, signed.issuer)) return false;
  const isSigned = isCertificate(signed)
    ? pki?.isSignedBy(signed, issuer)
    : pki?.isCrlSignedBy(signed, issuer);
  return isSigned ?? (fitsKeyIdentifier(issuer, signed) ? undefined : false);
}

/** Whether an authority key identifier does not contradict an issuer (OpenSSL's `X509_check_akid`). */
export function fitsKeyIdentifier(issuer: Certificate, signed: Signed): boolean {
  const { authorityKeyIdentifier: key, authoritySerialNumber: serial } = signed;
  const { subjectKeyIdentifier: own, serialNumber } = issuer;
  return (!key || !own || key === own) && (!serial || serial === serialNumber);
}

const isCertificate = (signed: Signed): signed is Certificate => "subject" in signed;
