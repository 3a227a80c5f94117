import type { Identity } from "../cluster/cluster.ts";
import type { DecodedFile } from "../cluster/decodedFile.ts";
import type { OpenSslFamily } from "../model/serverBuild.ts";
import type { Certificate, Pki } from "../pki.ts";
import { isAuthority, isSelfSigned } from "./authority.ts";
import { allBlocksOf, type BlockOfFile, blockAt } from "./blockOfFile.ts";
import { certificatesOf, keysOf } from "./contents.ts";
import { findIssuer, maxVerified } from "./issuer.ts";
import { findUnreadable } from "./keyReadable.ts";
import { groupByName } from "./sameName.ts";

/** Certificates of a chain that are followed: OpenSSL verifies no longer one. */
const maxLength = 100;

/** How far the server's file leads from its own certificate towards a root. */
export interface Chain {
  /** The server's certificate and the issuers found in the file, each the issuer of the one before. */
  readonly links: readonly Certificate[];
  /** What else is in the file. */
  readonly others: readonly Certificate[];
  /** The issuer of the last link, found in the CA file of the same server. */
  readonly knownIssuer?: Certificate;
  /** The links and what the CA file has above them, up to a root where it has one. */
  readonly path: readonly Certificate[];
}

/** The number of the certificate in the server's file that the key belongs to, from 0; -1 where there is none. */
export function ownPosition({ certificate, key }: Identity, family: OpenSslFamily): number {
  const own = keysOf(key, family)[0]?.publicKey?.fingerprint;
  if (own === undefined) return -1;
  return certificatesOf(certificate, family).findIndex(({ publicKey }) => publicKey.fingerprint === own);
}

/** Follows the issuers from the first certificate of the file on; `undefined` for a file that the server does not load. */
export function chainOf(identity: Identity, family: OpenSslFamily, pki: Pki | undefined): Chain | undefined {
  const certificates = certificatesOf(identity.certificate, family);
  const [leaf, ...others] = certificates;
  if (!leaf || findUnreadable(certificates, family)) return undefined;
  const links = chainFrom(leaf, others, pki);
  const last = links.at(-1) ?? leaf;
  const above = chainFrom(last, certificatesOf(identity.authorities, family), pki).slice(1);
  const [knownIssuer] = above;
  return { links, others, path: [...links, ...above], ...(knownIssuer && { knownIssuer }) };
}

/** A certificate and its issuers as far as they are in `among`, from which they are removed. */
export function chainFrom(from: Certificate, among: Certificate[], pki: Pki | undefined): Certificate[] {
  const found = [from];
  for (let last = from; !isSelfSigned(last) && found.length < maxLength; ) {
    const { issuer, possible } = findIssuer(last, among, (other) => other, pki);
    const next = issuer ?? possible;
    if (!next) break;
    among.splice(among.indexOf(next), 1);
    found.push(next);
    last = next;
  }
  return found;
}

/**
 * The same among certificates by their subject, which are left as they are; `undefined` where very many have the name of an issuer, so
 * that it may be any of them.
 */
export function chainAmong(
  from: Certificate,
  bySubject: ReadonlyMap<string, readonly Certificate[]>,
  pki: Pki | undefined,
): readonly Certificate[] | undefined {
  const found = new Set([from]);
  for (let last = from; !isSelfSigned(last) && found.size < maxLength; ) {
    const named = bySubject.get(last.issuer.canonical) ?? [];
    if (named.length > maxVerified) return undefined;
    const among = named.filter((other) => !found.has(other));
    const { issuer, possible } = findIssuer(last, among, (other) => other, pki);
    const next = issuer ?? possible;
    if (!next) break;
    found.add(next);
    last = next;
  }
  return [...found];
}

/** A certificate of a file with its place there. */
export type CertificateBlock = BlockOfFile & { readonly certificate: Certificate };

/** The CA certificates that files hold, by the canonical form of their subject, those that are valid longest first. */
export function authoritiesIn(
  files: readonly DecodedFile[],
): ReadonlyMap<string, readonly CertificateBlock[]> {
  const candidates = files
    .flatMap(allBlocksOf)
    .flatMap((block) => {
      const { certificate, problem } = blockAt(block) ?? {};
      return certificate && !problem && isAuthority(certificate) ? [{ ...block, certificate }] : [];
    })
    .sort((a, b) => b.certificate.notAfter - a.certificate.notAfter);
  return groupByName(candidates, ({ certificate }) => certificate.subject);
}

/**
 * The issuers above a certificate that other files hold, each the issuer of the one before, up to the root or as far as they
 * go and it is certain.
 */
export function issuersNearby(
  certificate: Certificate,
  nearby: ReturnType<typeof authoritiesIn>,
  pki: Pki | undefined,
): readonly CertificateBlock[] {
  const found: CertificateBlock[] = [];
  for (let last = certificate; !isSelfSigned(last) && found.length < maxLength; ) {
    const named = nearby.get(last.issuer.canonical) ?? [];
    const { issuer } = findIssuer(last, named, (candidate) => candidate.certificate, pki);
    if (!issuer || found.some((one) => one.certificate === issuer.certificate)) break;
    found.push(issuer);
    last = issuer.certificate;
  }
  return found;
}
