import { extendedKeyUsageWords, keyUsageWords } from "../../core/data/keyUsages.ts";
import { describePublicKey } from "../../core/features/describe/describeName.ts";
import { distanceInWords } from "../../core/features/describe/timeInWords.ts";
import type { AlternativeName, Certificate } from "../../core/pki.ts";
import { readableName } from "../../pki/names.ts";
import { extensionTitle, isoMoment, type Row, withColons } from "./layout.ts";

/** All fields of a certificate, in the order in which it holds them. */
export function certificateRows(certificate: Certificate, now: number): Row[] {
  const { subject, issuer, notBefore, notAfter, publicKey, extensions } = certificate;
  return [
    ["Version", String(certificate.version)],
    ["Serial number", withColons(certificate.serialNumber)],
    ["Signature algorithm", certificate.signatureAlgorithm],
    ["Issuer", readableName(issuer) || "(empty)"],
    ["Not before", isoMoment(notBefore)],
    ["Not after", isoMoment(notAfter)],
    ["Validity", validityInWords(certificate, now)],
    ["Subject", readableName(subject) || "(empty)"],
    ["Public key", describePublicKey(publicKey)],
    ["Extensions", extensions.length > 0 ? extensionRows(certificate) : "none"],
    ["Unknown but critical", certificate.unknownCriticalExtensions.join(", ") || undefined],
    ["Broken", certificate.brokenParts?.join(", ")],
    ["SHA-256 fingerprint", withColons(certificate.fingerprint)],
    ["SHA-1 fingerprint", withColons(certificate.sha1Fingerprint)],
    ["Public key SHA-256", withColons(publicKey.fingerprint)],
  ];
}

/** Names with their kinds where those do not show. */
export const generalNames = (names: readonly AlternativeName[]): string | undefined =>
  names.map(({ kind, value }) => (kind === "dns" || kind === "ip" ? value : `${kind} ${value}`)).join(", ") ||
  undefined;

function extensionRows(certificate: Certificate): Row[] {
  return certificate.extensions.map(({ id, name, critical }) => {
    const isBroken = certificate.brokenParts?.includes(name ?? id);
    const value = isBroken ? "broken" : VALUES[id]?.(certificate);
    return [extensionTitle(name ?? id, critical), value ?? "(not decoded)"];
  });
}

/** What an extension says, by its object id. */
const VALUES: Readonly<Record<string, (certificate: Certificate) => string | undefined>> = {
  "2.5.29.14": ({ subjectKeyIdentifier }) => withColons(subjectKeyIdentifier),
  "2.5.29.15": ({ keyUsages }) => inWords(keyUsages, keyUsageWords),
  "2.5.29.17": ({ alternativeNames }) => generalNames(alternativeNames),
  "2.5.29.19": ({ basicConstraints }) => constraintsInWords(basicConstraints),
  "2.5.29.30": ({ nameConstraints }) => {
    const { permitted = [], excluded = [] } = nameConstraints ?? {};
    const parts = [
      permitted.length > 0 && `only ${generalNames(permitted)}`,
      excluded.length > 0 && `not ${generalNames(excluded)}`,
    ];
    return parts.filter(Boolean).join("; ") || undefined;
  },
  "2.5.29.31": ({ crlDistributionPoints }) => crlDistributionPoints?.join(", ") || undefined,
  "2.5.29.32": ({ certificatePolicies }) => certificatePolicies?.join(", ") || undefined,
  "2.5.29.35": authorityKey,
  "2.5.29.36": ({ policyConstraints }) =>
    Object.entries(policyConstraints ?? {})
      .map(([name, value]) => `${name} ${value}`)
      .join(", ") || undefined,
  "2.5.29.37": ({ extendedKeyUsages }) => inWords(extendedKeyUsages, extendedKeyUsageWords),
  "1.3.6.1.5.5.7.1.1": ({ authorityInformation }) =>
    authorityInformation?.map(({ method, location }) => `${method} ${location}`).join(", ") || undefined,
};

/** By which key, name and number of its certificate the issuer is meant. */
export function authorityKey({
  authorityKeyIdentifier,
  authorityIssuer,
  authoritySerialNumber,
}: Pick<Certificate, "authorityKeyIdentifier" | "authorityIssuer" | "authoritySerialNumber">):
  | string
  | undefined {
  const parts = [
    withColons(authorityKeyIdentifier),
    authorityIssuer && `issuer ${authorityIssuer}`,
    authoritySerialNumber && `serial number ${withColons(authoritySerialNumber)}`,
  ];
  return parts.filter(Boolean).join(", ") || undefined;
}

function validityInWords({ notBefore, notAfter }: Certificate, now: number): string | undefined {
  if (now > notAfter) return `expired ${distanceInWords(notAfter, now)}`;
  if (now < notBefore) return `not yet valid, begins ${distanceInWords(notBefore, now)}`;
  return Number.isNaN(notBefore + notAfter) ? undefined : `ends ${distanceInWords(notAfter, now)}`;
}

function constraintsInWords(constraints: Certificate["basicConstraints"]): string | undefined {
  if (!constraints?.ca) return constraints && "not a CA";
  const { pathLength } = constraints;
  if (pathLength === undefined) return "CA";
  return pathLength === 0 ? "CA for leaves only" : `CA with at most ${pathLength} further CAs below it`;
}

const inWords = (usages: readonly string[] | undefined, words: Readonly<Record<string, string>>) =>
  usages &&
  (usages.map((usage) => (words[usage] ? `${words[usage]} (${usage})` : usage)).join(", ") ||
    "nothing at all");
