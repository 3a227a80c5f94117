import type { Certificate, PemBlock, PemFile } from "../../pki.ts";
import { certificateKind } from "../../x509/authority.ts";
import { bullets, code, facts, heading, type Markdown, md, paragraphs } from "../hover/render.ts";
import { type BlockSurroundings, blockFacts } from "./blockFacts.ts";
import { describePublicKey, shortName } from "./describeName.ts";
import { hoverFacts } from "./fact.ts";
import { distanceInWords } from "./timeInWords.ts";

/** What a PEM file holds, block by block. */
export function describePem(
  file: PemFile,
  known: Pick<BlockSurroundings, "pki" | "now" | "findMatch">,
): Markdown {
  const certificates = certificatesOf(file);
  const surroundings = { ...known, certificates };
  if (file.der) return paragraphs(formInWords[file.form], describeBlock(file.der, surroundings));
  if (file.blocks.length === 0) return md`${formInWords[file.form]}`;
  const isBundle = certificates.length > maxDetailed;
  const others = isBundle ? file.blocks.filter((block) => !block.certificate) : file.blocks;
  const described = others.slice(0, maxBlocks).map((block) => describeBlock(block, surroundings));
  const marked =
    file.byteOrderMark && md`The file starts with a ${file.byteOrderMark.toUpperCase()} byte-order mark.`;
  return paragraphs(marked, isBundle ? describeBundle(certificates, known.now) : undefined, ...described);
}

/** One block of a PEM file. */
export function describeBlock(block: Partial<PemBlock>, surroundings: BlockSurroundings): Markdown {
  const { title, facts: found } = blockFacts(block, surroundings);
  return paragraphs(heading(title), facts(hoverFacts(found)), block.problem);
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
  "der-crl": "A CRL in DER form; the server reads PEM only.",
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
    return md`${code(shortName(certificate.subject))}: ${certificateKind(certificate)}, ${when}, ${key}`;
  });
  const left = certificates.length - shown.length;
  return paragraphs(
    heading(`${certificates.length} certificates`),
    bullets(left > 0 ? [...shown, `${left} more`] : shown),
  );
}

/** Up to this many certificates of a file are described in full, more become a list. */
const maxDetailed = 5;
const maxListed = 40;
const maxBlocks = 10;
