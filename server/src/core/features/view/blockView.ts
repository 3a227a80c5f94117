import { partnerOf } from "../../cluster/cluster.ts";
import type { BlockView, ValidityView, ViewFact } from "../../model/fileView.ts";
import type { Certificate, Crl, PemBlock, Pki } from "../../pki.ts";
import { endsSoon } from "../../x509/endsSoon.ts";
import { blockFacts } from "../describe/blockFacts.ts";
import { shortName } from "../describe/describeName.ts";
import { certificatesOf } from "../describe/describePem.ts";
import { type Fact, factInWords } from "../describe/fact.ts";
import { matchFact } from "../describe/matchFact.ts";
import { distanceInWords, formatMoment } from "../describe/timeInWords.ts";
import { nameInShort, validityInShort } from "../describe/validityInShort.ts";
import { visible } from "../hover/render.ts";
import type { ViewedFile } from "./fileView.ts";

/** One block of a file as a page shows it. */
export function blockView(block: Partial<PemBlock>, viewed: ViewedFile): BlockView {
  const { firstLine, problem, certificate, crl, label = "" } = block;
  const { file, pki, now } = viewed;
  const { kind, title, facts } = blockFacts(block, {
    certificates: file.pem ? certificatesOf(file.pem) : [],
    pki,
    now,
    findMatch: (key) => matchFact(key, filesBeside(viewed), "that the configuration names beside it"),
  });
  const isUnknown = kind === "other" && facts.length === 0;
  return {
    ...(firstLine !== undefined && { line: firstLine + 1 }),
    ...(problem !== undefined && { problem: visible(problem) }),
    kind,
    title: isUnknown ? "Block that is not shown" : visible(title),
    ...(isUnknown && { detail: visible(label) }),
    facts: facts.map(viewFact),
    ...pemOf(block, pki),
    ...(certificate && { ...certificateTitle(certificate, viewed), detail: visible(title) }),
    ...(crl && { ...listTitle(crl, viewed), detail: title }),
  };
}

/** Bytes of a block that are offered as PEM at the most: the text is in the page. */
const maxPem = 16 * 1024;

function pemOf({ certificate, crl }: Partial<PemBlock>, pki: Pki | undefined): Pick<BlockView, "pem"> {
  const der = certificate?.der ?? crl?.der;
  if (!der || !pki || der.length > maxPem) return {};
  return { pem: pki.toPem(certificate ? "CERTIFICATE" : "X509 CRL", der) };
}

function certificateTitle(certificate: Certificate, { now, expiryWarningDays }: ViewedFile) {
  const { notBefore, notAfter } = certificate;
  const words = validityInShort([certificate], now) ?? "";
  return {
    title: visible(nameInShort(certificate)),
    validity: validity(notBefore, notAfter, words, now, expiryWarningDays),
  };
}

function listTitle({ issuer, thisUpdate, nextUpdate }: Crl, { now, expiryWarningDays }: ViewedFile) {
  const due = distanceInWords(nextUpdate ?? now, now);
  const words = (nextUpdate ?? now) < now ? `update was due ${due}` : `next update ${due}`;
  return {
    title: visible(shortName(issuer)),
    ...(nextUpdate !== undefined && {
      validity: validity(thisUpdate, nextUpdate, words, now, expiryWarningDays),
    }),
  };
}

/** Where a moment is between two others. */
export function validity(
  from: number,
  to: number,
  words: string,
  now: number,
  warningDays: number,
): ValidityView {
  const state =
    now < from ? "early" : to < now ? "over" : endsSoon(from, to, now, warningDays) ? "soon" : "good";
  const elapsed = to > from ? Math.min(Math.max((now - from) / (to - from), 0), 1) : 1;
  return { from: formatMoment(from), to: formatMoment(to), words: visible(words), state, elapsed };
}

/** Where the certificate of a key may be: the same file, or those that the configuration names beside the key. */
function filesBeside({ file, uses }: ViewedFile) {
  return [file, ...uses.flatMap(({ use, cluster }) => partnerOf(use, cluster)?.file ?? [])];
}

function viewFact(fact: Fact): ViewFact {
  const { field, values, gloss, isCopied } = fact;
  const shown = factInWords(isCopied ? { field, values } : fact);
  return {
    label: visible(field),
    value: visible(shown),
    ...(isCopied && { copy: true, ...(gloss !== undefined && { gloss: visible(gloss) }) }),
  };
}
