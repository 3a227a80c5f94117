import type { Certificate, PemBlock, PemFile, PublicKey } from "../../pki.ts";
import { bullets, code, facts, heading, type Markdown, md, paragraphs } from "../hover/render.ts";
import { roleInWords } from "./chainPosition.ts";
import { describeCertificate } from "./describeCertificate.ts";
import { describeCrl } from "./describeCrl.ts";
import { describeKey } from "./describeKey.ts";
import { describeName, describePublicKey, shortName } from "./describeName.ts";
import { distanceInWords } from "./timeInWords.ts";

/** Tells which certificate a key belongs to, `undefined` where that was not looked for. */
export type FindMatch = (key: PublicKey) => Markdown | undefined;

/** What a PEM file holds, block by block. */
export function describePem(file: PemFile, now: number, findMatch: FindMatch): Markdown {
  if (file.der) return paragraphs(formInWords[file.form], describeBlock(file.der, [], now, findMatch));
  if (file.blocks.length === 0) return md`${formInWords[file.form]}`;
  const certificates = certificatesOf(file);
  const isBundle = certificates.length > maxDetailed;
  const others = isBundle ? file.blocks.filter((block) => !block.certificate) : file.blocks;
  const described = others
    .slice(0, maxBlocks)
    .map((block) => describeBlock(block, certificates, now, findMatch));
  const marked =
    file.byteOrderMark && md`The file starts with a ${file.byteOrderMark.toUpperCase()} byte-order mark.`;
  return paragraphs(marked, isBundle ? describeBundle(certificates, now) : undefined, ...described);
}

/** One block of a PEM file; `certificates` are those of the same file. */
export function describeBlock(
  block: Pick<PemBlock, "certificate" | "crl" | "key" | "dhBits" | "request" | "problem"> & {
    readonly label?: string;
  },
  certificates: readonly Certificate[],
  now: number,
  findMatch: FindMatch,
): Markdown {
  const { certificate, crl, key, dhBits, request, problem } = block;
  if (certificate) return paragraphs(describeCertificate(certificate, certificates, now), problem);
  if (crl) return describeCrl(crl, now);
  if (key) return describeKey(key, key.publicKey && findMatch(key.publicKey));
  if (request) {
    const { subject, publicKey } = request;
    return paragraphs(
      heading("Certificate signing request"),
      facts([
        ["Subject", describeName(subject)],
        ["Key", describePublicKey(publicKey)],
      ]),
    );
  }
  if (dhBits !== undefined)
    return paragraphs(heading("Diffie-Hellman parameters"), facts([["Prime", `${dhBits} bits`]]));
  return paragraphs(heading(md`PEM block ${code(block.label ?? "")}`), problem);
}

/** The certificates of a file, in order. */
export function certificatesOf(file: PemFile): Certificate[] {
  return file.blocks.flatMap((block) => block.certificate ?? []);
}

/** What a file is that is not PEM, in words. */
export const formInWords: Readonly<Record<PemFile["form"], string>> = {
  pem: "A PEM file.",
  "der-certificate": "A certificate in DER form; the server reads PEM only.",
  "der-key": "A private key in DER form; the server reads PEM only.",
  "der-crl": "A revocation list in DER form; the server reads PEM only.",
  pkcs12: "A PKCS #12 container (.p12, .pfx); the server reads PEM only.",
  pkcs7: "A PKCS #7 container (.p7b); the server reads PEM only.",
  empty: "The file is empty.",
  text: "Text without any PEM block.",
  binary: "A binary file without anything known in it.",
};

/** A line for each certificate of a file that holds many. */
function describeBundle(certificates: readonly Certificate[], now: number): Markdown {
  const shown = certificates.slice(0, maxListed).map((certificate) => {
    const end = now > certificate.notAfter ? "expired" : "expires";
    const when = `${end} ${distanceInWords(certificate.notAfter, now)}`;
    const key = describePublicKey(certificate.publicKey);
    return md`${code(shortName(certificate.subject))}: ${roleInWords(certificate)}, ${when}, ${key}`;
  });
  const left = certificates.length - shown.length;
  return paragraphs(
    heading(`${certificates.length} certificates`),
    bullets(left > 0 ? [...shown, `${left} more`] : shown),
  );
}

/** Up to this many certificates of a file are told in full, more become a list. */
const maxDetailed = 5;
const maxListed = 40;
const maxBlocks = 10;
