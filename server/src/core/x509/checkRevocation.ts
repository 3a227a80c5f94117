import type { Certificate, Crl } from "../pki.ts";
import { looksUpRoots } from "./crlCoverage.ts";
import { type CrlAnswer, type CrlFault, lookUpCrl } from "./lookUpCrl.ts";
import type { Verification, VerifiedChain } from "./verifyCertificates.ts";
import { day, nameOf } from "./words.ts";

/** Whether a chain passes, with the reason; `undefined`: that is not known here. */
interface Answer {
  readonly is: boolean | undefined;
  readonly reason: string;
}

/** Faults that a CRL which is not known here might remedy. */
const remediable: ReadonlySet<CrlFault> = new Set(["missing", "scope", "time", "critical"]);

/**
 * Looks up every certificate of a chain in the CRLs, the root included, as OpenSSL does once the server has
 * `ssl_crl_file` or `ssl_crl_dir`. `isComplete`: there are no CRLs beside these.
 */
export function checkRevocation(
  chain: VerifiedChain,
  crls: readonly Crl[],
  isComplete: boolean,
  verification: Pick<Verification, "family" | "now" | "pki">,
): Answer {
  const { family, now } = verification;
  let unknown: Answer | undefined = isComplete
    ? undefined
    : { is: undefined, reason: "It depends on CRLs that are not known here." };
  for (const [depth, certificate] of chain.entries()) {
    const answer = lookUpCrl(certificate, chain.slice(depth + 1), crls, verification);
    if (answer.fault && depth > 0 && depth === chain.length - 1 && !looksUpRoots(family)) {
      const reason = faultInWords(answer.fault, answer, certificate, now);
      unknown ??= { is: undefined, reason: `${reason} OpenSSL 3.5 looks the root up, and 3.6 does not.` };
      continue;
    }
    if (answer.fault && (isComplete || !remediable.has(answer.fault)))
      return { is: false, reason: faultInWords(answer.fault, answer, certificate, now) };
    if (answer.isUnchecked)
      unknown ??= {
        is: undefined,
        reason: `The signature of the CRL of ${certificate.issuer.text} cannot be checked here.`,
      };
  }
  return unknown ?? { is: true, reason: "No certificate of the chain was revoked." };
}

function faultInWords(
  fault: CrlFault,
  { crl, signer }: CrlAnswer,
  certificate: Certificate,
  now: number,
): string {
  const issuer = certificate.issuer.text;
  switch (fault) {
    case "missing":
      return `There is no CRL of ${issuer} that counts for ${nameOf(certificate)}.`;
    case "usage":
      return `The key of ${signer ? nameOf(signer) : issuer} has no permission to sign CRLs (its key usage lacks cRLSign).`;
    case "scope":
      return `The CRL of ${issuer} does not cover ${nameOf(certificate)} (its issuing distribution point).`;
    case "time": {
      const { thisUpdate = now, nextUpdate = now } = crl ?? {};
      const when =
        thisUpdate > now
          ? `is not in force before ${day(thisUpdate)}`
          : `was due for an update on ${day(nextUpdate)}`;
      return `The CRL of ${issuer} ${when}.`;
    }
    case "signature":
      return `The CRL of ${issuer} was signed with another key.`;
    case "critical":
      return `The CRL of ${issuer} has a critical extension that OpenSSL does not handle (${crl?.unknownCriticalExtensions.join(", ")}).`;
    case "revoked":
      return `${nameOf(certificate)} was revoked by its issuer.`;
  }
}
