import type { Cluster, FileUse } from "../cluster/cluster.ts";
import { usesOf } from "../cluster/uses.ts";
import { checkRevocation } from "./checkRevocation.ts";
import { certificatesOf, isFullyKnown } from "./contents.ts";
import { revocationOf } from "./crlCoverage.ts";
import { type VerifiedChain, verifyCertificates } from "./verifyCertificates.ts";
import { writtenLevel } from "./writtenLevel.ts";

/** Whether a server takes the certificates that a client sends, by one of its CA files and its CRLs. */
export function verifyClient(
  sent: VerifiedChain,
  authorities: FileUse,
  cluster: Cluster,
  now: number,
): { readonly is: boolean | undefined; readonly reason: string } {
  const { pki, openSsl: family } = cluster;
  if (!pki || !isFullyKnown(authorities))
    return { is: undefined, reason: `It depends on ${authorities.file.path}, which is not known here.` };
  if (sent[0].subject.commonName?.includes("\0"))
    return { is: false, reason: "The certificate's common name has a zero byte in it." };
  const revocation = revocationOf(cluster);
  // OpenSSL takes certificates for trusted wherever it is given any, the CRLs' file included.
  const trusted = [authorities, ...usesOf(cluster, "ssl_crl_file")].flatMap((use) =>
    certificatesOf(use, family),
  );
  const level = writtenLevel(cluster);
  const verified = verifyCertificates(sent, { trusted, purpose: "client", family, level, pki, now });
  if (verified.is === false || !verified.chain || !revocation) return verified;
  const revoked = checkRevocation(verified.chain, revocation.crls, revocation.isComplete, {
    family,
    pki,
    now,
  });
  return revoked.is ? verified : revoked;
}
