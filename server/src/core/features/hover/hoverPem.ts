import type { PemFile } from "../../pki.ts";
import { shortName } from "../describe/describeName.ts";
import { certificatesOf, describeBlock, describePem, type FindMatch } from "../describe/describePem.ts";
import { code, md } from "./render.ts";

/**
 * Markdown for a line of a PEM file: the block that the line lies in, or the whole file between blocks. `now` is in
 * milliseconds since 1970. `undefined` where the file holds nothing of the kind.
 */
export function hoverPem(file: PemFile, line: number, now: number): string | undefined {
  if (file.form === "text" || file.form === "binary" || file.form === "empty") return undefined;
  const certificates = certificatesOf(file);
  const findMatch: FindMatch = ({ fingerprint }) => {
    const index = certificates.findIndex(({ publicKey }) => publicKey.fingerprint === fingerprint);
    const certificate = certificates[index];
    return certificate && md`number ${index + 1} of the file, ${code(shortName(certificate.subject))}`;
  };
  const block = file.blocks.find(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine);
  const described = block
    ? describeBlock(block, certificates, now, findMatch)
    : describePem(file, now, findMatch);
  return described.text;
}
