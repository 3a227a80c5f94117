import type { Cluster, FileUse } from "../cluster/cluster.ts";
import { usesOf } from "../cluster/uses.ts";
import type { OpenSslFamily } from "../model/serverBuild.ts";
import type { Place } from "../model/span.ts";
import type { Certificate, Crl } from "../pki.ts";
import { isAuthority, isSelfSigned } from "./authority.ts";
import { certificatesOf, crlsOf, isFullyKnown } from "./contents.ts";
import { crlsInDirectory } from "./crlDirectory.ts";
import { fitsKeyIdentifier, isIssuer, maxVerified } from "./issuer.ts";
import { groupByName } from "./sameName.ts";

/** How the server finds out which client certificates are revoked. */
export interface Revocation {
  readonly file?: FileUse;
  readonly directory?: FileUse;
  /** The setting at which to report what no single CRL of the settings is to blame for: of the file, or else of the directory. */
  readonly use: FileUse;
  /** The CA certificates for clients. */
  readonly authorities: readonly Certificate[];
  /** All CRLs that it finds, those in the CA files included. */
  readonly crls: readonly Crl[];
  /** The same by the canonical form of their issuer. */
  readonly crlsByIssuer: ReadonlyMap<string, readonly Crl[]>;
  /** Where the CRLs come from that the settings about revocation name; others come from the CA files. */
  readonly origins: ReadonlyMap<Crl, FileUse>;
  /** Whether nothing is left that could not be looked at. */
  readonly isComplete: boolean;
}

/** The CRLs in force; `undefined` when none are set, and then revocation is not checked. */
export function revocationOf(cluster: Cluster): Revocation | undefined {
  const [file] = usesOf(cluster, "ssl_crl_file");
  const [directory] = cluster.serverVersion >= 14 ? usesOf(cluster, "ssl_crl_dir") : [];
  const use = file ?? directory;
  if (!use) return undefined;
  const bundles = usesOf(cluster, "ssl_ca_file");
  const inDirectory = directory && crlsInDirectory(directory, cluster);
  const origins = new Map<Crl, FileUse>();
  if (file) for (const crl of crlsOf(file, cluster.openSsl)) origins.set(crl, file);
  if (directory) for (const crl of inDirectory?.crls ?? []) origins.set(crl, directory);
  const crls = [...bundles.flatMap((use) => crlsOf(use, cluster.openSsl)), ...origins.keys()];
  return {
    ...(file && { file }),
    ...(directory && { directory }),
    use,
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

/** Where to report a CRL: at the setting that names it. */
export function crlPlace({ origins, use }: Revocation, crl: Crl | undefined): Place {
  return ((crl && origins.get(crl)) ?? use).place;
}

/** Whether a CRL is in force at a moment. */
export function isCurrentCrl({ thisUpdate, nextUpdate }: Crl, now: number): boolean {
  return thisUpdate <= now && (nextUpdate === undefined || now <= nextUpdate);
}

/** The CAs whose client certificates are refused for want of a CRL; one whose signature cannot be checked here may do. */
export function authoritiesWithoutCrl(revocation: Revocation, cluster: Cluster): Certificate[] {
  return issuingAuthorities(revocation).filter(
    (authority) => crlsSignedBy(authority, revocation, cluster)?.length === 0,
  );
}

/** CRLs in the name of one CA that are looked through for each of its certificates; with more they count as unknown. */
export const maxInOneName = 100;

/** The certificates in the CA files that may issue others. */
export function issuingAuthorities({ authorities }: Revocation): Certificate[] {
  return authorities.filter((authority) => isAuthority(authority) || isSelfSigned(authority));
}

/**
 * The CRLs that a CA signed, those whose signature cannot be checked here included, and that OpenSSL does not pass over; `undefined` where too many are in
 * its name to verify all.
 */
export function crlsSignedBy(
  authority: Certificate,
  revocation: Revocation,
  { pki, openSsl }: Cluster,
): readonly Crl[] | undefined {
  const inName = crlsOfName(revocation, authority);
  if (inName.length > maxInOneName) return undefined;
  const named = inName.filter(
    (crl) => whyIgnored(crl, openSsl) === undefined && fitsKeyIdentifier(authority, crl),
  );
  if (named.length > maxVerified) return undefined;
  return named.filter((crl) => isIssuer(authority, crl, pki) !== false);
}

/** The CRLs in the name of a CA, whoever signed them. */
export function crlsOfName({ crlsByIssuer }: Revocation, { subject }: Certificate): readonly Crl[] {
  return crlsByIssuer.get(subject.canonical) ?? [];
}

/** Why a server passes over a CRL whoever signed it, for it does without OpenSSL's extended CRL support. */
export function whyIgnored(
  { distributionPoint, baseCrlNumber }: Crl,
  family: OpenSslFamily,
): string | undefined {
  if (family === "3.5" && baseCrlNumber !== undefined) return "is a delta CRL";
  if (family === "3.5" && distributionPoint && isEmpty(distributionPoint))
    return "has an empty issuing distribution point";
  if (distributionPoint?.indirect) return "is indirect";
  if (distributionPoint?.someReasons) return "is limited to some reasons for revocation";
  if ((distributionPoint?.only.length ?? 0) > 1) return "contradicts itself about what it covers";
  return undefined;
}

const isEmpty = ({ names, only, indirect, someReasons }: NonNullable<Crl["distributionPoint"]>): boolean =>
  !names && only.length === 0 && !indirect && !someReasons;

/** Whether OpenSSL is sure to look a root up in its own CRL, too: 3.5.8 does, 3.6.5 trusts it without. */
export const looksUpRoots = (family: OpenSslFamily): boolean => family !== "3.5";
