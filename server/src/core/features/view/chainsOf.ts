import type { ChainLink } from "../../model/fileView.ts";
import type { Certificate, PemBlock } from "../../pki.ts";
import { namesIssuer, roleInWords } from "../describe/chainPosition.ts";
import { shortName } from "../describe/describeName.ts";
import { nameInShort, validityInShort } from "../describe/validityInShort.ts";
import { visible } from "../hover/render.ts";
import { validity } from "./blockView.ts";
import type { ViewedFile } from "./fileView.ts";

/**
 * The chains that the certificates of a file make by their names: one for each certificate that issued no other in it, up to
 * a root, or to an issuer that the file lacks. Many of them are not drawn.
 */
export function chainsOf(blocks: readonly Partial<PemBlock>[], viewed: ViewedFile): ChainLink[][] {
  const certificates = blocks.flatMap(({ certificate }, block) =>
    certificate ? [{ certificate, block }] : [],
  );
  if (certificates.length > maxCertificates) return [];
  const issuerOf = ({ certificate }: Member) =>
    certificate.selfIssued
      ? undefined
      : certificates.find(
          (other) => other.certificate !== certificate && namesIssuer(certificate, other.certificate),
        );
  const issuers = new Set(certificates.map(issuerOf));
  const ends = certificates.filter((member) => !issuers.has(member));
  return ends.map((end) => {
    const chain: ChainLink[] = [];
    const seen = new Set<Member>();
    let last = end;
    for (let member: Member | undefined = end; member && !seen.has(member); member = issuerOf(member)) {
      seen.add(member);
      chain.push(linkOf(member, viewed));
      last = member;
    }
    if (!last.certificate.selfIssued && !issuerOf(last)) chain.push(missingIssuer(last.certificate));
    return chain;
  });
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
    role: roleInWords(certificate),
    validity: words,
    state,
    block,
  };
}

function missingIssuer({ issuer }: Certificate): ChainLink {
  return { name: visible(shortName(issuer)), role: "issuer, not in this file", state: "missing" };
}

/** A bundle of all CAs of the world is a list, not a picture. */
const maxCertificates = 40;
