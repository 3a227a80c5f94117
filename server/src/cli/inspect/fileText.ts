import { blockFacts, certificatesOf, factInWords, formInWords } from "../../core/index.ts";
import type { Certificate, PemBlock, PemFile, Pki } from "../../core/pki.ts";
import { printed } from "../printed.ts";
import { layOut, type Row } from "./layout.ts";

/** What a file holds, as plain text for a terminal. `now` is in milliseconds since 1970. */
export function describePem(file: PemFile, pki: Pki, now: number): string {
  const certificates = certificatesOf(file);
  const describe = (block: Partial<PemBlock>) => describeBlock(block, certificates, pki, now);
  const mark =
    file.byteOrderMark && `It starts with a byte-order mark of ${file.byteOrderMark.toUpperCase()}.`;
  const der = file.der && describe(file.der);
  const head = file.form === "pem" ? undefined : formInWords[file.form];
  return [head, mark, der, ...file.blocks.map(describe)].filter((part) => part !== undefined).join("\n\n");
}

function describeBlock(
  block: Partial<PemBlock>,
  certificates: readonly Certificate[],
  pki: Pki,
  now: number,
): string {
  const { title, facts } = blockFacts(block, { certificates, pki, now });
  const { firstLine, lastLine, problem } = block;
  const lines =
    firstLine !== undefined && lastLine !== undefined ? `${firstLine + 1} to ${lastLine + 1}` : undefined;
  const rows = facts.map((fact): Row => [fact.field, factInWords(fact)]);
  return [printed(title), ...layOut([...rows, ["Lines", lines], ["Problem", problem]])].join("\n");
}
