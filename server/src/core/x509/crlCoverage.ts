import type { Cluster, FileUse } from "../cluster/cluster.ts";
import { usesOf } from "../cluster/uses.ts";
import type { Certificate, Crl } from "../pki.ts";
import { isAuthority, isSelfSigned } from "./authority.ts";
import { certificatesOf, crlsOf, isFullyKnown } from "./contents.ts";
import { listsInDirectory } from "./crlDirectory.ts";
import { isIssuer, maxVerified } from "./issuer.ts";
import { groupByName } from "./sameName.ts";

/** How the server finds out which client certificates are revoked. */
export interface Revocation {
  readonly file?: FileUse;
  readonly directory?: FileUse;
  /** The CA certificates for clients. */
  readonly authorities: readonly Certificate[];
  /** All revocation lists that it finds, those in the CA files included. */
  readonly crls: readonly Crl[];
  /** The same by the canonical form of their issuer. */
  readonly crlsByIssuer: ReadonlyMap<string, readonly Crl[]>;
  /** Where the lists come from that the settings about revocation name; others come from the CA files. */
  readonly origins: ReadonlyMap<Crl, FileUse>;
  /** Whether nothing is left that could not be looked at. */
  readonly isComplete: boolean;
}

/** The CRLs in force; `undefined` when none are set, and then revocation is not checked. */
export function revocationOf(cluster: Cluster): Revocation | undefined {
  const [file] = usesOf(cluster, "ssl_crl_file");
  const [directory] = cluster.serverVersion >= 14 ? usesOf(cluster, "ssl_crl_dir") : [];
  if (!file && !directory) return undefined;
  const bundles = usesOf(cluster, "ssl_ca_file");
  const inDirectory = directory && listsInDirectory(directory, cluster);
  const origins = new Map<Crl, FileUse>();
  if (file) for (const crl of crlsOf(file, cluster.openSsl)) origins.set(crl, file);
  if (directory) for (const crl of inDirectory?.lists ?? []) origins.set(crl, directory);
  const crls = [...bundles.flatMap((use) => crlsOf(use, cluster.openSsl)), ...origins.keys()];
  return {
    ...(file && { file }),
    ...(directory && { directory }),
    authorities: bundles.flatMap((use) => certificatesOf(use, cluster.openSsl)),
    crls,
    crlsByIssuer: groupByName(crls, ({ issuer }) => issuer),
    origins,
    isComplete:
      bundles.every(isFullyKnown) &&
      (!file || isFullyKnown(file)) &&
      (!inDirectory || inDirectory.isComplete),
  };
}

/** Whether a list is in force at a moment. */
export function isCurrentCrl({ thisUpdate, nextUpdate }: Crl, now: number): boolean {
  return thisUpdate <= now && (nextUpdate === undefined || now <= nextUpdate);
}

/** The CAs whose client certificates are refused for want of a list; one whose signature cannot be checked here may do. */
export function authoritiesWithoutCrl(revocation: Revocation, cluster: Cluster): Certificate[] {
  return revocation.authorities.filter((authority) => {
    if (!isAuthority(authority) && !isSelfSigned(authority)) return false;
    return crlsSignedBy(authority, revocation, cluster)?.length === 0;
  });
}

/**
 * The revocation lists that a CA signed, those whose signature cannot be checked here included; `undefined` where too many are in
 * its name to verify all.
 */
export function crlsSignedBy(
  authority: Certificate,
  revocation: Revocation,
  { pki }: Cluster,
): readonly Crl[] | undefined {
  const named = crlsOfName(revocation, authority);
  if (named.length > maxVerified) return undefined;
  return named.filter((crl) => isIssuer(authority, crl, pki) !== false);
}

/** The revocation lists in the name of a CA, whoever signed them. */
export function crlsOfName({ crlsByIssuer }: Revocation, { subject }: Certificate): readonly Crl[] {
  return crlsByIssuer.get(subject.canonical) ?? [];
}
