import { extendedKeyUsageWords, keyUsageWords } from "../../data/keyUsages.ts";
import type { AlternativeName, Certificate } from "../../pki.ts";
import { code, type Facts, facts, heading, listed, type Markdown, md, paragraphs } from "../hover/render.ts";
import { chainPosition } from "./chainPosition.ts";
import { describeName, describePublicKey } from "./describeName.ts";
import { distanceInWords, formatMoment } from "./timeInWords.ts";

/** All that is worth knowing of a certificate; `file` are the certificates of its file, in order. */
export function describeCertificate(
  certificate: Certificate,
  file: readonly Certificate[],
  now: number,
): Markdown {
  return paragraphs(
    heading(md`Certificate: ${chainPosition(certificate, file)}`),
    facts(certificateFacts(certificate, now)),
  );
}

/** The same as single facts. */
export function certificateFacts(certificate: Certificate, now: number): Facts {
  const { signatureAlgorithm, keyUsages, extendedKeyUsages, basicConstraints } = certificate;
  const usages = keyUsages && inWords(keyUsages, keyUsageWords);
  const purposes = extendedKeyUsages && inWords(extendedKeyUsages, extendedKeyUsageWords);
  return [
    ["Subject", describeName(certificate.subject)],
    ["Issuer", certificate.selfIssued ? "itself" : describeName(certificate.issuer)],
    ["Alternative names", describeAlternativeNames(certificate.alternativeNames)],
    ["Valid", describeValidity(certificate, now)],
    ["Key", describePublicKey(certificate.publicKey)],
    ["Signature", code(signatureAlgorithm)],
    ["CA", describeConstraints(basicConstraints)],
    ["Key usage", usages ?? "not restricted"],
    ["Purpose", purposes ?? "not restricted"],
    ["Names it may issue for", describeNameConstraints(certificate.nameConstraints)],
    ["Revocation lists at", listOfCode(certificate.crlDistributionPoints)],
    ["Critical, but unknown", listOfCode(certificate.unknownCriticalExtensions)],
    ["Broken", certificate.brokenParts && listed(certificate.brokenParts)],
    ["Version", certificate.version === 3 ? undefined : certificate.version],
    ["Serial number", code(withColons(certificate.serialNumber))],
    ["SHA-256 fingerprint", code(withColons(certificate.fingerprint))],
    ["SHA-1 fingerprint", code(withColons(certificate.sha1Fingerprint))],
  ];
}

/** Until when a certificate holds, with the days left: the part that matters first. */
export function describeValidity({ notBefore, notAfter }: Certificate, now: number): Markdown {
  const [from, to] = [formatMoment(notBefore), formatMoment(notAfter)];
  if (now > notAfter) return md`**expired ${distanceInWords(notAfter, now)}** (${from} to ${to})`;
  if (now < notBefore) return md`**not before ${from}**, ${distanceInWords(notBefore, now)} (to ${to})`;
  if (Number.isNaN(notBefore + notAfter)) return md`${from} to ${to}`;
  return md`${from} to ${to}, expires **${distanceInWords(notAfter, now)}**`;
}

/** Octets of a hexadecimal number as openssl writes them: `3A:0F`. */
export function withColons(hexadecimal: string): string {
  const digits = hexadecimal.replace(/^-/, "");
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  const sign = hexadecimal.startsWith("-") ? "-" : "";
  return sign + (even.match(/../g) ?? []).join(":").toUpperCase();
}

function describeConstraints(constraints: Certificate["basicConstraints"]): string {
  if (!constraints) return "no (it does not say)";
  if (!constraints.ca) return "no";
  const { pathLength } = constraints;
  if (pathLength === undefined) return "yes";
  return pathLength === 0 ? "yes, for leaves only" : `yes, with at most ${pathLength} more below it`;
}

/** What a CA may issue for and what not, in the words of its name constraints. */
function describeNameConstraints(constraints: Certificate["nameConstraints"]): Markdown | undefined {
  const permitted = describeAlternativeNames(constraints?.permitted ?? []);
  const excluded = describeAlternativeNames(constraints?.excluded ?? []);
  if (permitted && excluded) return md`${permitted}; none of ${excluded}`;
  return permitted ?? (excluded && md`none of ${excluded}`);
}

const listOfCode = (texts: readonly string[] | undefined): Markdown | undefined =>
  texts?.length ? listed(texts.slice(0, maxNames).map(code)) : undefined;

function describeAlternativeNames(names: readonly AlternativeName[]): Markdown | undefined {
  if (names.length === 0) return undefined;
  const shown = names
    .slice(0, maxNames)
    .map(({ kind, value }) => (kind === "dns" ? code(value) : md`${kind} ${code(value)}`));
  return listed(names.length > maxNames ? [...shown, `${names.length - maxNames} more`] : shown);
}

function inWords(usages: readonly string[], words: Readonly<Record<string, string>>): Markdown {
  return usages.length === 0
    ? md`nothing at all`
    : listed(usages.map((usage) => (Object.hasOwn(words, usage) ? `${words[usage]}` : code(usage))));
}

/** Names shown of a certificate that has very many. */
const maxNames = 30;
