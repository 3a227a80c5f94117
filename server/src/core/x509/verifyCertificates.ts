import { isWeakKey } from "../data/securityLevels.ts";
import type { OpenSslFamily } from "../model/serverBuild.ts";
import type { Certificate, Pki } from "../pki.ts";
import { claimsAuthority, isSelfSigned, isTlsAuthority, maySignCertificates } from "./authority.ts";
import { fitsKeyIdentifier, isIssuer } from "./issuer.ts";
import { forbiddenNameIn } from "./nameConstraints.ts";
import { isSameName } from "./sameName.ts";
import { isUnverifiable, isWeaklySigned } from "./weakSignature.ts";
import { day, firstOf, keyWords, nameOf } from "./words.ts";

/** What the owner of a chain's first certificate is at the other end of the connection. */
export type Purpose = "client" | "server";

/** What a chain is verified with. */
export interface Verification {
  /** The certificates that the verifying side trusts. */
  readonly trusted: readonly Certificate[];
  readonly purpose: Purpose;
  readonly family: OpenSslFamily;
  /** The security level of `@SECLEVEL`; that of the family when absent. */
  readonly level?: number | undefined;
  readonly pki: Pki;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Certificates in a chain, beyond which OpenSSL gives up. */
const maxLength = 100;

/** A certificate and its issuers up to a root that is trusted. */
export type VerifiedChain = readonly [Certificate, ...Certificate[]];

/**
 * Verifies what one side sends, its own certificate first, as OpenSSL does on the other side of TLS (RFC 5280, 6; the manual
 * of `openssl-verification-options`). Issuers come from the trusted certificates first, then from what was sent; the chain
 * must reach a trusted root.
 */
export function verifyCertificates(
  [leaf, ...sent]: VerifiedChain,
  verification: Verification,
): { readonly is: boolean | undefined; readonly reason: string; readonly chain?: VerifiedChain } {
  const refuse = (reason: string) => ({ is: false, reason });
  const { trusted, purpose, family, level, pki, now } = verification;
  const chain: [Certificate, ...Certificate[]] = [leaf];
  for (let last = leaf; !endsChain(last, family); ) {
    const issuer = pickIssuer(last, trusted, now) ?? pickIssuer(last, sent, now);
    if (chain.length > maxLength) return refuse(`The chain is longer than ${maxLength} certificates.`);
    if (!issuer) return refuse(whyWithoutIssuer(last, [...trusted, ...sent], purpose));
    chain.push(issuer);
    last = issuer;
  }
  const root = chain.at(-1) ?? leaf;
  if (!trusted.some(({ fingerprint }) => fingerprint === root.fingerprint))
    return refuse(`${nameOf(root)} is self-signed, and ${purposes[purpose].trusted} does not have it.`);
  const fault =
    chain.map((certificate, depth) => faultOf(certificate, depth, chain, family, purpose)).find(Boolean) ??
    chain.map((certificate) => weaknessOf(certificate, family, level)).find(Boolean) ??
    chain.map((certificate) => timeFaultOf(certificate, now)).find(Boolean);
  if (fault) return refuse(fault);
  const below = chain.slice(0, -1);
  const signed = below.map((certificate, at) => isIssuer(chain[at + 1] ?? root, certificate, pki));
  const forged = below[signed.indexOf(false)];
  if (forged) return refuse(`The signature in ${nameOf(forged)} is not that of its issuer.`);
  const unchecked = below[signed.indexOf(undefined)];
  if (unchecked)
    return {
      is: undefined,
      reason: `The signature in ${nameOf(unchecked)} is of a kind that cannot be checked here.`,
      chain,
    };
  const forbidden = forbiddenNameIn(chain);
  if (forbidden) return { ...forbidden, ...(forbidden.is === undefined && { chain }) };
  return { is: true, reason: `The certificate ${nameOf(leaf)} is verified by ${nameOf(root)}.`, chain };
}

/** Why no issuer of a certificate was found: there is none, or OpenSSL passes over the one that there is. */
function whyWithoutIssuer(certificate: Certificate, among: readonly Certificate[], purpose: Purpose): string {
  const unfit = among.find(({ subject }) => isSameName(subject, certificate.issuer));
  if (!unfit)
    return `The issuer of ${nameOf(certificate)}, ${certificate.issuer.text}, is neither in ${purposes[purpose].trusted} nor sent by the ${purpose}.`;
  return maySignCertificates(unfit)
    ? `${nameOf(unfit)} did not issue ${nameOf(certificate)}: its key or serial number is not the one that this names.`
    : `The key usage of ${nameOf(unfit)}, the issuer of ${nameOf(certificate)}, lacks keyCertSign.`;
}

/** 1.1.1 takes no certificate for self-signed whose key may not sign certificates. */
function endsChain(certificate: Certificate, family: OpenSslFamily): boolean {
  return isSelfSigned(certificate) && (family !== "1.1.1" || maySignCertificates(certificate));
}

/** The first possible issuer that is valid now, or else the one that is valid longest. */
function pickIssuer(
  certificate: Certificate,
  among: readonly Certificate[],
  now: number,
): Certificate | undefined {
  const possible = among.filter((issuer) => mayIssue(issuer, certificate));
  return (
    possible.find((issuer) => !timeFaultOf(issuer, now)) ??
    possible.reduce<Certificate | undefined>(
      (best, issuer) => (best && best.notAfter >= issuer.notAfter ? best : issuer),
      undefined,
    )
  );
}

/** By name, key identifier and key usage; the signature is looked at when the chain is complete. */
function mayIssue(issuer: Certificate, certificate: Certificate): boolean {
  return (
    isSameName(issuer.subject, certificate.issuer) &&
    fitsKeyIdentifier(issuer, certificate) &&
    maySignCertificates(issuer)
  );
}

/** What keeps a certificate from its place in a chain for a purpose, 0 being the owner's own; dates do not count here. */
export function faultOf(
  certificate: Certificate,
  depth: number,
  chain: readonly Certificate[],
  family: OpenSslFamily,
  purpose: Purpose,
): string | undefined {
  const { basicConstraints, keyUsages, extendedKeyUsages, netscapeTypes } = certificate;
  const { brokenParts } = certificate;
  const name = nameOf(certificate);
  if (brokenParts?.length) return `${name} is malformed (${firstOf(brokenParts)}).`;
  // Clients of today have OpenSSL 3, whatever the server has.
  const unhandled = unhandledExtensions(certificate, purpose === "server" ? "3" : family);
  if (unhandled.length > 0)
    return `${name} has a critical extension that OpenSSL does not handle (${firstOf(unhandled)}).`;
  // 1.1.1 does no handshake with such a key, but takes it from a CA.
  if (certificate.publicKey.hasExplicitCurve && (purpose === "server" || depth === 0 || family !== "1.1.1"))
    return `${name} spells out the parameters of its EC key, which OpenSSL refuses.`;
  const { whom, extended, handshake } = purposes[purpose];
  if (extendedKeyUsages && !extendedKeyUsages.some((usage) => extended.has(usage)))
    return `${name} is for ${firstOf(extendedKeyUsages)}, not for TLS ${whom}.`;
  if (depth === 0) {
    if (netscapeTypes && !netscapeTypes.includes(purpose))
      return `The Netscape certificate type of ${name} is ${netscapeTypes.join(", ") || "empty"}, not ${purpose}.`;
    const canShakeHands = !keyUsages || keyUsages.some((usage) => handshake.has(usage));
    return canShakeHands
      ? undefined
      : `The key usage of ${name} (${keyUsages.join(", ")}) does not permit TLS handshakes.`;
  }
  // Only a root may do without basic constraints.
  const isRoot = depth === chain.length - 1 && isSelfSigned(certificate);
  if (!claimsAuthority(certificate) || (!isRoot && !basicConstraints)) return `${name} is not a CA.`;
  if (!isTlsAuthority(certificate))
    return `${name} is a CA for ${netscapeTypes?.join(", ")} (its Netscape certificate type), not for TLS.`;
  const between = chain.slice(1, depth).filter(({ selfIssued }) => !selfIssued).length;
  const { pathLength } = basicConstraints ?? {};
  // 1.1.1, as the packaged servers have it, does not count below what issued itself.
  if (family === "1.1.1" && certificate.selfIssued) return undefined;
  if (pathLength !== undefined && between > pathLength)
    return `${name} permits ${pathLength} CAs below it, but the chain has ${between}.`;
  return undefined;
}

/** 1.1.1 does not know the extension of OCSP's responders (RFC 6960, 4.2.2.2.1). */
function unhandledExtensions(certificate: Certificate, family: OpenSslFamily): readonly string[] {
  const { unknownCriticalExtensions: unknown, extensions } = certificate;
  const isNoCheck = extensions.some(({ id, critical }) => critical && id === "1.3.6.1.5.5.7.48.1.5");
  return family === "1.1.1" && isNoCheck ? [...unknown, "noCheck"] : unknown;
}

/** What a certificate that names usages must allow (manual of `openssl-verification-options`, "Certificate Extensions"). */
const purposes = {
  client: {
    whom: "clients (clientAuth)",
    trusted: "the CA file",
    extended: new Set(["clientAuth"]),
    handshake: new Set(["digitalSignature", "keyAgreement"]),
  },
  server: {
    whom: "servers (serverAuth)",
    trusted: "the root file",
    extended: new Set(["serverAuth", "msSGC", "nsSGC"]),
    handshake: new Set(["digitalSignature", "keyEncipherment", "keyAgreement"]),
  },
} as const satisfies Record<Purpose, unknown>;

function weaknessOf(certificate: Certificate, family: OpenSslFamily, level?: number): string | undefined {
  const name = nameOf(certificate);
  const at = `OpenSSL ${family}${level === undefined ? "" : ` at the security level ${level}`}`;
  if (isWeakKey(certificate.publicKey, family, level))
    return `The key of ${name} (${keyWords(certificate.publicKey)}) is too small for ${at}.`;
  if (isWeaklySigned(certificate, family, level))
    return `${name} is signed with ${certificate.signatureDigest}, too weak for ${at}.`;
  if (isUnverifiable(certificate, family))
    return `${name} is signed with RSA-PSS and ${certificate.signatureDigest}, which OpenSSL ${family} does not verify.`;
  return undefined;
}

function timeFaultOf(certificate: Certificate, now: number): string | undefined {
  const { notBefore, notAfter } = certificate;
  if (now < notBefore) return `${nameOf(certificate)} is not valid before ${day(notBefore)}.`;
  return now > notAfter ? `${nameOf(certificate)} expired on ${day(notAfter)}.` : undefined;
}
