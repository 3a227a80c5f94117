import type { AlternativeName, Certificate, Crl, DistributionPoint, Pki } from "../pki.ts";
import { isCurrentCrl, whyIgnored } from "./crlCoverage.ts";
import { fitsKeyIdentifier } from "./issuer.ts";
import { isSameName } from "./sameName.ts";
import type { Verification } from "./verifyCertificates.ts";

/** Why the CRLs do not clear a certificate, in the order in which OpenSSL looks. */
export type CrlFault = "missing" | "usage" | "scope" | "time" | "signature" | "critical" | "revoked";

/** What the CRLs say of a certificate: nothing is wrong without `fault`. */
export interface CrlAnswer {
  readonly fault?: CrlFault;
  /** The CRL that OpenSSL goes by, and who must have signed it. */
  readonly crl?: Crl;
  readonly signer?: Certificate;
  /** The CRL's signature cannot be checked here. */
  readonly isUnchecked?: true;
}

/** A CRL that OpenSSL considers for a certificate; higher scores come first, of equal ones the newer CRL. */
interface Candidate {
  readonly crl: Crl;
  readonly signer: Certificate;
  readonly isInScope: boolean;
  readonly isForSomeReasons: boolean;
  readonly score: number;
}

/**
 * Looks a certificate up in the CRLs as a server does, which takes neither indirect CRLs nor those for some reasons, and delta
 * CRLs for whole ones (OpenSSL's `get_crl_score`, `check_crl` and `cert_crl` without extended CRL support). `above` are the
 * certificates above it in its chain; a root answers for itself.
 */
export function lookUpCrl(
  certificate: Certificate,
  above: readonly Certificate[],
  crls: readonly Crl[],
  { family, pki, now }: Pick<Verification, "family" | "now"> & { readonly pki: Pki | undefined },
): CrlAnswer {
  const best = crls
    .filter((crl) => whyIgnored(crl, family) === undefined)
    .flatMap((crl) => candidateFor(certificate, above, crl, now) ?? [])
    .reduce<Candidate | undefined>((one, other) => (one && !isBetter(other, one) ? one : other), undefined);
  if (!best) return { fault: "missing" };
  const { crl, signer, isInScope, isForSomeReasons } = best;
  const isDelta = crl.baseCrlNumber !== undefined;
  const isSigned = pki?.isCrlSignedBy(crl, signer);
  const fault: CrlFault | undefined =
    !isDelta && signer.keyUsages && !signer.keyUsages.includes("cRLSign")
      ? "usage"
      : !isDelta && !isInScope
        ? "scope"
        : !isCurrentCrl(crl, now)
          ? "time"
          : isSigned === false
            ? "signature"
            : crl.unknownCriticalExtensions.length > 0
              ? "critical"
              : crl.revokedSerialNumbers.has(certificate.serialNumber)
                ? "revoked"
                : !isInScope || isForSomeReasons
                  ? "missing" // Another CRL would have to give the other reasons, and the same one comes again.
                  : undefined;
  return { crl, signer, ...(fault && { fault }), ...(isSigned === undefined && { isUnchecked: true }) };
}

function candidateFor(
  certificate: Certificate,
  above: readonly Certificate[],
  crl: Crl,
  now: number,
): Candidate | undefined {
  if (!isSameName(crl.issuer, certificate.issuer)) return undefined;
  const [issuer = certificate, ...further] = above;
  const signer = fitsKeyIdentifier(issuer, crl)
    ? issuer
    : further.find((other) => isSameName(other.subject, crl.issuer) && fitsKeyIdentifier(other, crl));
  if (!signer) return undefined;
  const point = isAboutKind(certificate, crl) ? pointOf(certificate, crl) : undefined;
  const score = [
    crl.unknownCriticalExtensions.length === 0,
    point !== undefined,
    isCurrentCrl(crl, now),
    signer === issuer,
  ].reduce((sum, is) => sum * 2 + Number(is), 0);
  return {
    crl,
    signer,
    isInScope: point !== undefined,
    isForSomeReasons: point?.someReasons === true,
    score,
  };
}

const isBetter = (one: Candidate, other: Candidate): boolean =>
  one.score === other.score ? one.crl.thisUpdate > other.crl.thisUpdate : one.score > other.score;

/** Whether a CRL is about certificates of that kind: a CA's by its basic constraints, or others. */
export function isAboutKind({ basicConstraints }: Certificate, { distributionPoint }: Crl): boolean {
  const [only] = distributionPoint?.only ?? [];
  return only === undefined || only === (basicConstraints?.ca ? "ca-certificates" : "user-certificates");
}

/** By which of its distribution points a certificate is one of a CRL; one of a CRL of all needs none. */
function pointOf(
  { crlDistributionPoints = [] }: Certificate,
  { issuer, distributionPoint: scope }: Crl,
): DistributionPoint | undefined {
  const found = crlDistributionPoints.find(({ names, issuers }) => {
    const isByIssuer =
      !issuers || issuers.some(({ directory }) => directory !== undefined && isSameName(directory, issuer));
    return isByIssuer && (!names || !scope?.names || names.some((name) => isAmong(name, scope.names)));
  });
  return found ?? (scope?.names ? undefined : { someReasons: false });
}

const isAmong = (own: AlternativeName, names: readonly AlternativeName[] = []): boolean =>
  names.some(
    ({ kind, value, directory }) =>
      kind === own.kind &&
      (directory && own.directory ? isSameName(directory, own.directory) : value === own.value),
  );
