import { partnerOf } from "../../cluster/cluster.ts";
import type { BlockView, ValidityView, ViewFact } from "../../model/fileView.ts";
import type { Certificate, Crl, PemBlock } from "../../pki.ts";
import { chainPosition } from "../describe/chainPosition.ts";
import { certificateFacts } from "../describe/describeCertificate.ts";
import { crlFacts } from "../describe/describeCrl.ts";
import { keyFacts } from "../describe/describeKey.ts";
import { describeName, describePublicKey, shortName } from "../describe/describeName.ts";
import { certificatesOf } from "../describe/describePem.ts";
import { day, distanceInWords, formatMoment } from "../describe/timeInWords.ts";
import { nameInShort, validityInShort } from "../describe/validityInShort.ts";
import { code, type Facts, type Markdown, md, plain, visible } from "../hover/render.ts";
import type { ViewedFile } from "./fileView.ts";

/** One block of a file as a page shows it. */
export function blockView(block: Partial<PemBlock>, viewed: ViewedFile): BlockView {
  const { firstLine, problem } = block;
  return {
    ...(firstLine !== undefined && { line: firstLine + 1 }),
    ...(problem !== undefined && { problem: visible(problem) }),
    ...contentOf(block, viewed),
  };
}

type Content = Pick<BlockView, "kind" | "title" | "facts"> & Partial<BlockView>;

function contentOf(block: Partial<PemBlock>, viewed: ViewedFile): Content {
  const { certificate, crl, key, request, dhBits, label = "" } = block;
  if (certificate) return ofCertificate(certificate, viewed);
  if (crl) return ofList(crl, viewed);
  if (key) {
    const facts = viewed.trusted
      ? viewFacts(keyFacts(key, key.publicKey && matchOf(key.publicKey.fingerprint, viewed)))
      : [];
    return { kind: "key", title: "Private key", facts };
  }
  if (request) {
    const rows: Facts = [
      ["Subject", describeName(request.subject)],
      ["Key", describePublicKey(request.publicKey)],
    ];
    return { kind: "request", title: "Certificate signing request", facts: viewFacts(rows) };
  }
  if (dhBits !== undefined)
    return {
      kind: "parameters",
      title: "Diffie-Hellman parameters",
      facts: viewFacts([["Prime", `${dhBits} bits`]]),
    };
  return { kind: "other", title: "Block that is not shown", detail: visible(label), facts: [] };
}

function ofCertificate(certificate: Certificate, { file, now, expiryWarningDays }: ViewedFile): Content {
  const { notBefore, notAfter } = certificate;
  const position = chainPosition(certificate, file.pem ? certificatesOf(file.pem) : []);
  return {
    kind: "certificate",
    title: visible(nameInShort(certificate)),
    detail: `Certificate: ${visible(position)}`,
    validity: validity(
      notBefore,
      notAfter,
      validityInShort([certificate], now) ?? "",
      now,
      expiryWarningDays,
    ),
    facts: viewFacts(certificateFacts(certificate, now)),
  };
}

function ofList(crl: Crl, { now, expiryWarningDays }: ViewedFile): Content {
  const { issuer, thisUpdate, nextUpdate } = crl;
  const due = distanceInWords(nextUpdate ?? now, now);
  const words = (nextUpdate ?? now) < now ? `update was due ${due}` : `next update ${due}`;
  return {
    kind: "revocation-list",
    title: visible(shortName(issuer)),
    detail: "Certificate revocation list",
    ...(nextUpdate !== undefined && {
      validity: validity(thisUpdate, nextUpdate, words, now, expiryWarningDays),
    }),
    facts: viewFacts(crlFacts(crl, now)),
  };
}

/** Where a moment stands between two others. */
export function validity(
  from: number,
  to: number,
  words: string,
  now: number,
  warningDays: number,
): ValidityView {
  const state = now < from ? "early" : to < now ? "over" : to < now + warningDays * day ? "soon" : "good";
  const elapsed = to > from ? Math.min(Math.max((now - from) / (to - from), 0), 1) : 1;
  return { from: formatMoment(from), to: formatMoment(to), words: visible(words), state, elapsed };
}

/** Which certificate a key belongs to: of the same file, or of those that the configuration names beside the key. */
function matchOf(fingerprint: string, { file, uses }: ViewedFile): Markdown {
  const files = [file];
  for (const { use, cluster } of uses) {
    const partner = partnerOf(use, cluster);
    if (partner) files.push(partner.file);
  }
  for (const { pem, path } of files) {
    const found = pem && certificatesOf(pem).find(({ publicKey }) => publicKey.fingerprint === fingerprint);
    if (found) return md`${code(shortName(found.subject))} in ${code(path)}`;
  }
  return files.length > 1
    ? md`no certificate that the configuration names beside it`
    : md`no certificate is known to compare it with`;
}

function viewFacts(rows: Facts): ViewFact[] {
  return rows.flatMap(([label, value]) => {
    if (value === undefined) return [];
    const copy = copied.has(label) && { copy: true };
    return [{ label, value: plain(value), ...copy }];
  });
}

const copied: ReadonlySet<string> = new Set(["Serial number", "SHA-256 fingerprint", "Subject"]);
