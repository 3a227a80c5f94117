import type { Certificate, Crl, Pki } from "../../pki.ts";
import { isCurrentCrl } from "../../x509/crlCoverage.ts";
import { isSameName } from "../../x509/sameName.ts";
import type { VerifiedChain } from "../../x509/verifyCertificates.ts";
import { day, nameOf } from "../../x509/words.ts";
import type { Answer } from "./connection.ts";

/**
 * Looks for every certificate of a chain in the CRLs, the root included, as OpenSSL does once the server has
 * `ssl_crl_file` or `ssl_crl_dir`. `isComplete`: there are no lists beside these.
 */
export function checkRevocation(
  chain: VerifiedChain,
  lists: readonly Crl[],
  isComplete: boolean,
  pki: Pki,
  now: number,
): Answer {
  let unknown: Answer | undefined = isComplete
    ? undefined
    : { is: undefined, reason: "It depends on revocation lists that are not known here." };
  for (const [depth, certificate] of chain.entries()) {
    const issuer = chain[depth + 1] ?? certificate;
    const answer = checkOne(certificate, issuer, lists, pki, now);
    if (answer.is === false && !(answer.isMissing && !isComplete)) return answer;
    if (answer.is === undefined) unknown ??= answer;
  }
  return unknown ?? { is: true, reason: "No certificate of the chain was revoked." };
}

function checkOne(
  certificate: Certificate,
  issuer: Certificate,
  lists: readonly Crl[],
  pki: Pki,
  now: number,
): Answer & { readonly isMissing?: boolean } {
  const refuse = (reason: string) => ({ is: false, reason });
  const list = lists
    .filter((crl) => isSameName(crl.issuer, certificate.issuer))
    .reduce<Crl | undefined>((best, crl) => (best && !isBetter(crl, best, now) ? best : crl), undefined);
  if (!list)
    return { ...refuse(`There is no revocation list of ${certificate.issuer.text}.`), isMissing: true };
  if (!isCurrentCrl(list, now)) {
    const when =
      list.thisUpdate > now
        ? `is not in force before ${day(list.thisUpdate)}`
        : `was due for an update on ${day(list.nextUpdate ?? now)}`;
    return refuse(`The revocation list of ${nameOf(issuer)} ${when}.`);
  }
  if (issuer.keyUsages && !issuer.keyUsages.includes("cRLSign"))
    return refuse(
      `The key of ${nameOf(issuer)} may not sign revocation lists (its key usage lacks cRLSign).`,
    );
  const isSigned = pki.isCrlSignedBy(list, issuer);
  if (isSigned === false)
    return refuse(`The revocation list of ${nameOf(issuer)} was signed with another key.`);
  // Unless the issuer signed the list, nobody gets in either.
  if (list.revokedSerialNumbers.has(certificate.serialNumber))
    return refuse(`${nameOf(certificate)} was revoked by its issuer.`);
  return {
    is: isSigned,
    reason: isSigned ? "" : `The signature of ${nameOf(issuer)}'s revocation list cannot be checked here.`,
  };
}

/** A list that is in force beats one that is not, and then the newer one the older. */
function isBetter(crl: Crl, best: Crl, now: number): boolean {
  const [isCurrent, wasCurrent] = [isCurrentCrl(crl, now), isCurrentCrl(best, now)];
  return isCurrent === wasCurrent ? crl.thisUpdate > best.thisUpdate : isCurrent;
}
