import type { Certificate, Crl } from "../../pki.ts";
import type { Cluster, FileUse } from "../../project/cluster.ts";
import { certificatesOf, crlsOf, isFullyKnown } from "./contents.ts";
import { usesOf } from "./uses.ts";

/** What the server has to tell which client certificates were revoked. */
export interface Revocation {
  readonly file?: FileUse;
  readonly directory?: FileUse;
  /** The CA certificates for clients. */
  readonly authorities: readonly Certificate[];
  /** All revocation lists that it finds, those in the CA files included. */
  readonly crls: readonly Crl[];
  /** Whether nothing is left that could not be looked at. */
  readonly isComplete: boolean;
}

/** The revocation lists in force; `undefined` when none are set, and then nothing is asked for. */
export function revocationOf(cluster: Cluster): Revocation | undefined {
  const [file] = usesOf(cluster, "ssl_crl_file");
  const [directory] = cluster.serverVersion >= 14 ? usesOf(cluster, "ssl_crl_dir") : [];
  if (!file && !directory) return undefined;
  const bundles = usesOf(cluster, "ssl_ca_file");
  return {
    ...(file && { file }),
    ...(directory && { directory }),
    authorities: bundles.flatMap((use) => certificatesOf(use, cluster.openSsl)),
    crls: [...bundles, ...(file ? [file] : [])].flatMap((use) => crlsOf(use, cluster.openSsl)),
    isComplete:
      bundles.every(isFullyKnown) &&
      (!file || isFullyKnown(file)) &&
      (!directory || directory.file.state === "directory" || directory.file.state === "missing"),
  };
}

/** Whether a list is in force at a moment. */
export function isCurrentCrl({ thisUpdate, nextUpdate }: Crl, now: number): boolean {
  return thisUpdate <= now && (nextUpdate === undefined || now <= nextUpdate);
}

/** Whether a directory has a file for a CA's list by the name that OpenSSL looks for: `<hash>.r<number>`. */
export function isInDirectory(authority: Certificate, { directory }: Revocation, { pki }: Cluster): boolean {
  const prefix = pki && directory && `${pki.nameHash(authority, "subject")}.r`;
  return !!prefix && !!directory.file.entries?.some((name) => name.startsWith(prefix));
}

/** The CAs whose client certificates are refused for want of a list. */
export function authoritiesWithoutCrl(revocation: Revocation, cluster: Cluster): Certificate[] {
  return revocation.authorities.filter((authority) => {
    if (!authority.basicConstraints?.ca && !authority.selfIssued) return false;
    const named = revocation.crls.filter((crl) => crl.issuer.text === authority.subject.text);
    const signed = named.some((crl) => cluster.pki?.isCrlSignedBy(crl, authority) ?? true);
    return !signed && !isInDirectory(authority, revocation, cluster);
  });
}
