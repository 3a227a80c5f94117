import type { Certificate, PemFile, Pki } from "../../pki.ts";
import type { BlockSurroundings } from "../describe/blockFacts.ts";
import { shortName } from "../describe/describeName.ts";
import { certificatesOf, describeBlock, describePem } from "../describe/describePem.ts";

/**
 * Markdown for a line of a PEM file: the block that the line lies in, or the whole file between blocks. `now` is in
 * milliseconds since 1970. `undefined` where the file holds nothing of the kind.
 */
export function hoverPem(
  file: PemFile,
  line: number,
  now: number,
  pki: Pki | undefined,
  certificates: readonly Certificate[] = certificatesOf(file),
): string | undefined {
  if (file.form === "text" || file.form === "binary" || file.form === "empty") return undefined;
  const own = certificatesOf(file);
  const surroundings: BlockSurroundings = {
    certificates,
    pki,
    now,
    findMatch({ fingerprint }) {
      const index = certificates.findIndex(({ publicKey }) => publicKey.fingerprint === fingerprint);
      const certificate = certificates[index];
      const number = certificate ? own.indexOf(certificate) + 1 : 0;
      const gloss = number > 0 ? `number ${number} of the file` : "in the same document";
      return certificate && { field: "Matches", values: [shortName(certificate.subject)], gloss };
    },
  };
  const block = file.blocks.find(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine);
  return (block ? describeBlock(block, surroundings) : describePem(file, surroundings)).text;
}
