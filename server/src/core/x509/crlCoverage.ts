import type { Cluster, FileUse } from "../cluster/cluster.ts";
import { usesOf } from "../cluster/uses.ts";
import type { Certificate, Crl } from "../pki.ts";
import { isAuthority, isSelfSigned } from "./authority.ts";
import { certificatesOf, crlsOf, isFullyKnown } from "./contents.ts";
import { listsInDirectory } from "./crlDirectory.ts";
import { isIssuer } from "./issuer.ts";

/** How the server finds out which client certificates are revoked. */
export interface Revocation {
  readonly file?: FileUse;
  readonly directory?: FileUse;
  /** The CA certificates for clients. */
  readonly authorities: readonly Certificate[];
  /** All revocation lists that it finds, those in the CA files included. */
  readonly crls: readonly Crl[];
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
  return {
    ...(file && { file }),
    ...(directory && { directory }),
    authorities: bundles.flatMap((use) => certificatesOf(use, cluster.openSsl)),
    crls: [...bundles.flatMap((use) => crlsOf(use, cluster.openSsl)), ...origins.keys()],
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
export function authoritiesWithoutCrl(revocation: Revocation, { pki }: Cluster): Certificate[] {
  return revocation.authorities.filter((authority) => {
    if (!isAuthority(authority) && !isSelfSigned(authority)) return false;
    return !revocation.crls.some((crl) => isIssuer(authority, crl, pki) !== false);
  });
}
