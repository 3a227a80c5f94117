import type { ChainLink } from "../../model/fileView.ts";
import type { Certificate, PemBlock, Pki } from "../../pki.ts";
import { certificateKind, isSelfSigned } from "../../x509/authority.ts";
import { type FoundIssuer, findIssuer } from "../../x509/issuer.ts";
import { shortName } from "../describe/describeName.ts";
import { nameInShort, validityInShort } from "../describe/validityInShort.ts";
import { visible } from "../hover/render.ts";
import { validity } from "./blockView.ts";
import type { ViewedFile } from "./fileView.ts";

/**
 * The chains that the certificates of a file make: one for each certificate that issued no other in it, up to a root, or to an
 * issuer that the file lacks. Many of them are not drawn.
 */
export function chainsOf(blocks: readonly Partial<PemBlock>[], viewed: ViewedFile): ChainLink[][] {
  const members = blocks.flatMap(({ certificate }, block) => (certificate ? [{ certificate, block }] : []));
  if (members.length > maxCertificates) return [];
  const found = new Map(members.map((member) => [member, issuerOf(member, members, viewed.pki)]));
  const issuers = new Set([...found.values()].map(({ issuer, possible }) => issuer ?? possible));
  return members
    .filter((member) => !issuers.has(member))
    .map((end) => {
      const chain: ChainLink[] = [];
      const seen = new Set<Member>();
      for (let member: Member | undefined = end; member && !seen.has(member); ) {
        seen.add(member);
        chain.push(linkOf(member, viewed));
        const { issuer, possible, namesake }: FoundIssuer<Member> = found.get(member) ?? {};
        const next: Member | undefined = issuer ?? possible;
        if (!next && !isSelfSigned(member.certificate))
          chain.push(missingIssuer(member.certificate, namesake));
        member = next;
      }
      return chain;
    });
}

function issuerOf(
  { certificate }: Member,
  among: readonly Member[],
  pki: Pki | undefined,
): FoundIssuer<Member> {
  return isSelfSigned(certificate) ? {} : findIssuer(certificate, among, (other) => other.certificate, pki);
}

interface Member {
  readonly certificate: Certificate;
  readonly block: number;
}

function linkOf({ certificate, block }: Member, { now, expiryWarningDays }: ViewedFile): ChainLink {
  const words = validityInShort([certificate], now) ?? "";
  const { state } = validity(certificate.notBefore, certificate.notAfter, words, now, expiryWarningDays);
  return {
    name: visible(nameInShort(certificate)),
    kind: certificateKind(certificate),
    validity: words,
    state,
    block,
  };
}

function missingIssuer({ issuer }: Certificate, namesake: Member | undefined): ChainLink {
  const kind = namesake
    ? "issuer, not in this file: the certificate of that name here did not sign it"
    : "issuer, not in this file";
  return { name: visible(shortName(issuer)), kind, state: "missing" };
}

/** A bundle of all CAs of the world is a list, not a picture. */
const maxCertificates = 40;
