import { chainPosition } from "../../core/features/describe/chainPosition.ts";
import { describePublicKey } from "../../core/features/describe/describeName.ts";
import { formInWords } from "../../core/features/describe/describePem.ts";
import type { Certificate, CertificateRequest, KeyFacts, PemBlock, PemFile } from "../../core/pki.ts";
import { printable, readableName } from "../../pki/names.ts";
import { certificateRows, generalNames } from "./certificateText.ts";
import { crlRows } from "./crlText.ts";
import { layOut, type Row, withColons } from "./layout.ts";

/** What a file holds, as plain text for a terminal. `now` is in milliseconds since 1970. */
export function describePem(file: PemFile, now: number): string {
  const certificates = file.blocks.flatMap(({ certificate }) => certificate ?? []);
  const mark =
    file.byteOrderMark && `It starts with a byte-order mark of ${file.byteOrderMark.toUpperCase()}.`;
  const blocks = file.blocks.map((block) => describeBlock(block, certificates, now));
  const der = file.der && describeBlock({ label: "", ...file.der }, [], now);
  const head = file.form === "pem" ? undefined : formInWords[file.form];
  return [head, mark, der, ...blocks].filter((part) => part !== undefined).join("\n\n");
}

type Block = Omit<PemBlock, "firstLine" | "lastLine"> & Partial<PemBlock>;

function describeBlock(block: Block, file: readonly Certificate[], now: number): string {
  const [title, rows] = contentOf(block, file, now);
  const { firstLine, lastLine, problem } = block;
  const lines =
    firstLine !== undefined && lastLine !== undefined ? `${firstLine + 1} to ${lastLine + 1}` : undefined;
  return [printable(title), ...layOut([...rows, ["Lines", lines], ["Problem", problem]])].join("\n");
}

function contentOf(block: Block, file: readonly Certificate[], now: number): [string, readonly Row[]] {
  const { label, certificate, crl, key, dhBits, request, publicKey } = block;
  if (certificate)
    return [`Certificate: ${chainPosition(certificate, file)}`, certificateRows(certificate, now)];
  if (crl) return ["Certificate revocation list", crlRows(crl, now)];
  if (key) return ["Private key", keyRows(key)];
  if (request) return ["Certificate signing request", requestRows(request)];
  if (publicKey) return ["Public key", publicKeyRows(publicKey)];
  if (dhBits !== undefined) return ["Diffie-Hellman parameters", [["Prime", `${dhBits} bits`]]];
  return [`PEM block ${label}`, []];
}

const publicKeyRows = (key: CertificateRequest["publicKey"]): Row[] => [
  ["Public key", describePublicKey(key)],
  ["Public key SHA-256", withColons(key.fingerprint)],
];

const requestRows = (request: CertificateRequest): Row[] => [
  ["Subject", readableName(request.subject) || "(empty)"],
  ["Subject alternative name", generalNames(request.alternativeNames)],
  ["Signature algorithm", request.signatureAlgorithm],
  ...publicKeyRows(request.publicKey),
];

const keyRows = ({ label, encrypted, publicKey, problem }: KeyFacts): Row[] => [
  ["Form", label],
  ["Kind", publicKey && describePublicKey(publicKey)],
  ["Encrypted", encrypted ? "yes, its kind shows only with the passphrase" : "no"],
  ["Public key SHA-256", withColons(publicKey?.fingerprint)],
  ["Problem", problem],
];
