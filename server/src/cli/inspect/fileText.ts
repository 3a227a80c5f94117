import { extendedKeyUsageWords, keyUsageWords } from "../../core/data/keyUsages.ts";
import { chainPosition } from "../../core/features/describe/chainPosition.ts";
import { describePublicKey } from "../../core/features/describe/describeName.ts";
import { formInWords } from "../../core/features/describe/describePem.ts";
import { distanceInWords, formatMoment } from "../../core/features/describe/timeInWords.ts";
import type { AlternativeName, Certificate, Crl, KeyFacts, PemBlock, PemFile } from "../../core/pki.ts";
import { printable, readableName } from "../../pki/names.ts";

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

type Row = readonly [name: string, value: string | undefined];

function describeBlock(
  block: Omit<PemBlock, "firstLine" | "lastLine"> & Partial<PemBlock>,
  file: readonly Certificate[],
  now: number,
): string {
  const { label, certificate, crl, key, dhBits, request, problem, firstLine, lastLine } = block;
  const rows: Row[] = [];
  let title = `PEM block ${label}`;
  if (certificate) {
    title = `Certificate: ${chainPosition(certificate, file)}`;
    rows.push(...certificateRows(certificate, now));
  } else if (crl) {
    title = "Certificate revocation list";
    rows.push(...crlRows(crl, now));
  } else if (key) {
    title = "Private key";
    rows.push(...keyRows(key));
  } else if (request) {
    title = "Certificate signing request";
    rows.push(["Subject", readableName(request.subject)], ["Key", describePublicKey(request.publicKey)]);
  } else if (dhBits !== undefined) {
    title = "Diffie-Hellman parameters";
    rows.push(["Prime", `${dhBits} bits`]);
  }
  if (firstLine !== undefined && lastLine !== undefined)
    rows.push(["Lines", `${firstLine + 1} to ${lastLine + 1}`]);
  rows.push(["Problem", problem]);
  return [printable(title), ...layOut(rows)].join("\n");
}

function layOut(rows: readonly Row[]): string[] {
  return rows.flatMap(([name, value]) =>
    value === undefined ? [] : [`    ${name.padEnd(WIDTH)}${printable(value)}`],
  );
}

const WIDTH = 24;

function certificateRows(certificate: Certificate, now: number): Row[] {
  const { subject, issuer, selfIssued, version, alternativeNames, basicConstraints } = certificate;
  const { keyUsages, extendedKeyUsages, unknownCriticalExtensions } = certificate;
  return [
    ["Subject", readableName(subject) || "(empty)"],
    ["Issuer", selfIssued ? "itself" : readableName(issuer)],
    ["Alternative names", alternativeNames.map(alternativeNameText).join(", ") || undefined],
    ["Valid", `${formatMoment(certificate.notBefore)} to ${formatMoment(certificate.notAfter)}`],
    ["", validityInWords(certificate, now)],
    ["Key", describePublicKey(certificate.publicKey)],
    ["Signature algorithm", certificate.signatureAlgorithm],
    ["Digest", certificate.signatureDigest],
    ["CA", caInWords(basicConstraints)],
    ["Key usage", keyUsages ? inWords(keyUsages, keyUsageWords) : "not restricted"],
    ["Purpose", extendedKeyUsages ? inWords(extendedKeyUsages, extendedKeyUsageWords) : "not restricted"],
    ["Unknown but critical", unknownCriticalExtensions.join(", ") || undefined],
    ["Broken extensions", certificate.brokenExtensions?.join(", ")],
    ["Version", String(version)],
    ["Serial number", withColons(certificate.serialNumber)],
    ["Subject key identifier", withColons(certificate.subjectKeyIdentifier)],
    ["Issuer key identifier", withColons(certificate.authorityKeyIdentifier)],
    ["SHA-256 fingerprint", withColons(certificate.fingerprint)],
  ];
}

function crlRows(crl: Crl, now: number): Row[] {
  const { nextUpdate, revokedCount } = crl;
  const due =
    nextUpdate === undefined
      ? "not said"
      : `${formatMoment(nextUpdate)}, ${distanceInWords(nextUpdate, now)}`;
  return [
    ["Issuer", readableName(crl.issuer)],
    ["Issued", `${formatMoment(crl.thisUpdate)}, ${distanceInWords(crl.thisUpdate, now)}`],
    ["Next one due", due],
    ["Revoked", `${revokedCount} ${revokedCount === 1 ? "certificate" : "certificates"}`],
    ["Number", withColons(crl.crlNumber)],
    ["Signature algorithm", crl.signatureAlgorithm],
    ["Issuer key identifier", withColons(crl.authorityKeyIdentifier)],
  ];
}

function keyRows({ label, encrypted, publicKey, problem }: KeyFacts): Row[] {
  return [
    ["Form", label],
    ["Kind", publicKey && describePublicKey(publicKey)],
    ["Encrypted", encrypted ? "yes, its kind shows only with the passphrase" : "no"],
    ["Public key SHA-256", withColons(publicKey?.fingerprint)],
    ["Problem", problem],
  ];
}

function validityInWords({ notBefore, notAfter }: Certificate, now: number): string {
  if (now > notAfter) return `expired ${distanceInWords(notAfter, now)}`;
  if (now < notBefore) return `not yet valid, begins ${distanceInWords(notBefore, now)}`;
  return `ends ${distanceInWords(notAfter, now)}`;
}

function caInWords(constraints: Certificate["basicConstraints"]): string {
  if (!constraints) return "not said";
  const { ca, pathLength } = constraints;
  if (!ca) return "no";
  if (pathLength === undefined) return "yes";
  return pathLength === 0 ? "yes, for leaves only" : `yes, with at most ${pathLength} further CAs below it`;
}

const inWords = (usages: readonly string[], words: Readonly<Record<string, string>>): string =>
  usages.map((usage) => (words[usage] ? `${words[usage]} (${usage})` : usage)).join(", ") || "nothing at all";

const alternativeNameText = ({ kind, value }: AlternativeName): string =>
  kind === "dns" || kind === "ip" ? value : `${kind} ${value}`;

/** Octets as openssl writes them, `3A:0F`. */
function withColons(hexadecimal: string | undefined): string | undefined {
  return hexadecimal?.toUpperCase().replace(/[0-9A-F]{2}(?=.)/g, "$&:");
}
