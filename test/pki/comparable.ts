import { createHash, X509Certificate } from "node:crypto";
import type { AlternativeName, Certificate } from "../../server/src/core/pki.ts";
import { pki } from "../../server/src/pki/index.ts";
import { openssl } from "./openssl.ts";

/** What openssl and pgssl both say of a certificate, in the same words, so that a test can compare all at once. */
export type Comparable = Readonly<Record<string, string | undefined>>;

/** What `openssl x509` says, and for SHA-1 the OpenSSL inside Node. */
export function runOpenssl(pem: string): Comparable {
  const text = openssl(
    "x509 -noout -nameopt RFC2253 -subject -issuer -serial -dates -fingerprint -sha256 -subject_hash -pubkey -text".split(
      " ",
    ),
    pem,
  )
    .toString("utf8")
    .replace(/(?<=[0-9A-F])\\\n(?=[0-9A-F])/g, "");
  const find = (pattern: RegExp): string | undefined => pattern.exec(text)?.[1];
  const extension = (name: string): string | undefined => linesOf(text, name)?.[0];
  const authority = linesOf(text, "Authority Key Identifier");
  const algorithm = find(/Public Key Algorithm: (.*)/);
  return {
    subject: find(/^subject=(.*)/m),
    issuer: find(/^issuer=(.*)/m),
    serialNumber: find(/^serial=(.*)/m)?.toLowerCase(),
    notBefore: String(Date.parse(find(/^notBefore=(.*)/m) ?? "")),
    notAfter: String(Date.parse(find(/^notAfter=(.*)/m) ?? "")),
    fingerprint: find(/Fingerprint=(.*)/)
      ?.replaceAll(":", "")
      .toLowerCase(),
    sha1Fingerprint: new X509Certificate(pem).fingerprint.replaceAll(":", "").toLowerCase(),
    subjectHash: find(/^([0-9a-f]{8})$/m),
    version: find(/Version: (\d)/),
    algorithm: algorithm && (KEY_NAMES[algorithm] ?? algorithm),
    bits: find(/Public-Key: \((\d+) bit/),
    curve: find(/ASN1 OID: (.*)/),
    signatureAlgorithm: find(/Signature Algorithm: (\S*)/)?.replace(/^ED/, "Ed"),
    extensions: [...text.matchAll(/^ {12}(?! )(.+?): (critical)?$/gm)]
      .map(([, name = "", critical]) => extensionText(name.replace(/^X509v3 /, ""), critical !== undefined))
      .join(", "),
    alternativeNames: extension("Subject Alternative Name"),
    keyUsages: extension("Key Usage")?.replace("...", ""),
    extendedKeyUsages: extension("Extended Key Usage"),
    basicConstraints: extension("Basic Constraints"),
    subjectKeyIdentifier: extension("Subject Key Identifier"),
    authorityKeyIdentifier: authority
      ?.find((line) => /^(keyid:)?[0-9A-F]{2}(:|$)/.test(line))
      ?.replace("keyid:", ""),
    authorityIssuer: authority?.find((line) => line.startsWith("DirName:"))?.replace("DirName:/", ""),
    authoritySerialNumber: authority?.find((line) => line.startsWith("serial:"))?.replace("serial:", ""),
    nameConstraints: linesOf(text, "Name Constraints")?.join(", "),
    certificatePolicies: linesOf(text, "Certificate Policies")?.join(", "),
    policyConstraints: extension("Policy Constraints"),
    crlDistributionPoints: linesOf(text, "CRL Distribution Points")
      ?.filter((line) => line !== "Full Name:")
      .join(", "),
    authorityInformation: linesOf(text, "Authority Information Access")?.join(", "),
    publicKey: publicKeyFingerprint(text),
  };
}

/** The lines below the name of an extension. */
function linesOf(text: string, name: string): string[] | undefined {
  const block = new RegExp(`^ {12}(?:X509v3 )?${name}:.*\\n((?: {16}.*\\n)*)`, "m").exec(text)?.[1];
  return block
    ?.split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** What pgssl says. */
export function runPgssl(certificate: Certificate): Comparable {
  const { publicKey, basicConstraints: basic, nameConstraints, policyConstraints } = certificate;
  return {
    subject: certificate.subject.text,
    issuer: certificate.issuer.text,
    serialNumber: certificate.serialNumber,
    notBefore: String(certificate.notBefore),
    notAfter: String(certificate.notAfter),
    fingerprint: certificate.fingerprint,
    sha1Fingerprint: certificate.sha1Fingerprint,
    subjectHash: pki.nameHash(certificate, "subject"),
    version: String(certificate.version),
    algorithm: publicKey.algorithm,
    bits: publicKey.bits?.toString(),
    curve: publicKey.curve,
    signatureAlgorithm: certificate.signatureAlgorithm,
    extensions: certificate.extensions
      .map(({ id, name, critical }) => extensionText(name ?? id, critical))
      .join(", "),
    alternativeNames: certificate.alternativeNames.map(alternativeName).join(", ") || undefined,
    keyUsages: inWords(certificate.keyUsages),
    extendedKeyUsages: inWords(certificate.extendedKeyUsages),
    basicConstraints:
      basic &&
      `CA:${String(basic.ca).toUpperCase()}${basic.pathLength === undefined ? "" : `, pathlen:${basic.pathLength}`}`,
    subjectKeyIdentifier: withColons(certificate.subjectKeyIdentifier),
    authorityKeyIdentifier: withColons(certificate.authorityKeyIdentifier),
    authorityIssuer: certificate.authorityIssuer,
    authoritySerialNumber: withColons(certificate.authoritySerialNumber),
    nameConstraints:
      nameConstraints &&
      (["permitted", "excluded"] as const)
        .filter((tree) => nameConstraints[tree].length > 0)
        .flatMap((tree) => [
          tree === "permitted" ? "Permitted:" : "Excluded:",
          ...nameConstraints[tree].map(constraintText),
        ])
        .join(", "),
    certificatePolicies: certificate.certificatePolicies
      ?.map((id) => `Policy: ${id === "2.5.29.32.0" ? "X509v3 Any Policy" : id}`)
      .join(", "),
    policyConstraints:
      policyConstraints &&
      [
        policyConstraints.requireExplicitPolicy !== undefined &&
          `Require Explicit Policy:${policyConstraints.requireExplicitPolicy}`,
        policyConstraints.inhibitPolicyMapping !== undefined &&
          `Inhibit Policy Mapping:${policyConstraints.inhibitPolicyMapping}`,
      ]
        .filter(Boolean)
        .join(", "),
    crlDistributionPoints: certificate.crlDistributionPoints
      ?.flatMap(({ names = [] }) => names.map(({ value }) => `URI:${value}`))
      .join(", "),
    authorityInformation: certificate.authorityInformation
      ?.map(({ method, location }) => `${method === "caIssuers" ? "CA Issuers" : method} - URI:${location}`)
      .join(", "),
    publicKey: publicKey.fingerprint,
  };
}

/** SHA-256 over the public key as openssl writes it, its point uncompressed. */
function publicKeyFingerprint(text: string): string | undefined {
  const [pem] = /-----BEGIN PUBLIC KEY-----[^-]*-----END PUBLIC KEY-----/.exec(text) ?? [];
  if (pem === undefined) return undefined;
  const isCompressed = /pub:\n +0[23]:/.test(text);
  const der = isCompressed
    ? openssl("pkey -pubin -outform DER -ec_conv_form uncompressed".split(" "), pem)
    : Buffer.from(pem.replace(/-----.*-----/g, ""), "base64");
  return createHash("sha256").update(der).digest("hex");
}

/** `basic constraints, critical`, by openssl's names where pgssl has longer ones. */
function extensionText(name: string, critical: boolean): string {
  const known = name.toLowerCase().replace("netscape certificate", "netscape cert");
  return critical ? `${known} critical` : known;
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  rsaEncryption: "RSA",
  rsassaPss: "RSA-PSS",
  "id-ecPublicKey": "EC",
  dsaEncryption: "DSA",
  ED25519: "Ed25519",
  ED448: "Ed448",
};

const withColons = (text: string | undefined): string | undefined =>
  text?.toUpperCase().match(/../g)?.join(":");

const inWords = (usages: readonly string[] | undefined): string | undefined =>
  usages?.map((usage) => WORDS[usage] ?? usage).join(", ");

const WORDS: Readonly<Record<string, string>> = {
  digitalSignature: "Digital Signature",
  nonRepudiation: "Non Repudiation",
  keyEncipherment: "Key Encipherment",
  dataEncipherment: "Data Encipherment",
  keyAgreement: "Key Agreement",
  keyCertSign: "Certificate Sign",
  cRLSign: "CRL Sign",
  encipherOnly: "Encipher Only",
  decipherOnly: "Decipher Only",
  serverAuth: "TLS Web Server Authentication",
  clientAuth: "TLS Web Client Authentication",
  codeSigning: "Code Signing",
  emailProtection: "E-mail Protection",
  timeStamping: "Time Stamping",
  OCSPSigning: "OCSP Signing",
  anyExtendedKeyUsage: "Any Extended Key Usage",
  msSmartcardLogin: "Microsoft Smartcard Login",
};

/** As OpenSSL 3.0 prints it. */
function alternativeName({ kind, value }: AlternativeName): string {
  switch (kind) {
    case "dns":
      return `DNS:${value}`;
    case "ip":
      return `IP Address:${addressText(value)}`;
    case "email":
      return `email:${value}`;
    case "uri":
      return `URI:${value}`;
    case "registered-id":
      return `Registered ID:${value}`;
    case "directory":
      return `DirName:/${value.split(",").reverse().join("/")}`;
    default:
      return (
        OTHER_NAMES[value] ??
        `othername: ${value.replace("1.3.6.1.4.1.311.20.2.3;", "UPN;").replace(";", "::")}`
      );
  }
}

/** Kinds of names that neither openssl nor pgssl takes apart. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  "X.400 address": "X400Name:<unsupported>",
  "EDI party name": "EdiPartyName:<unsupported>",
};

/** In name constraints openssl has another word for addresses, and blanks in directory names. */
function constraintText(name: AlternativeName): string {
  if (name.kind === "directory")
    return `DirName:${name.value.split(",").reverse().join(", ").replaceAll("=", " = ")}`;
  return alternativeName(name).replace("IP Address:", "IP:");
}

/** IPv6 without `::`. */
const addressText = (address: string): string =>
  address
    .split("/")
    .map((part) => (part.includes(":") ? addressGroups(part) : part))
    .join("/");

function addressGroups(address: string): string {
  const [head = [], tail = []] = address.split("::").map((part) => part.split(":").filter(Boolean));
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill("0"), ...tail];
  return groups.map((group) => group.toUpperCase()).join(":");
}
