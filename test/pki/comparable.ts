import type { AlternativeName, Certificate } from "../../server/src/core/pki.ts";
import { pki } from "../../server/src/pki/index.ts";
import { openssl } from "./openssl.ts";

/** What openssl and pgssl both say of a certificate, in the same words, so that a test can compare all at once. */
export type Comparable = Readonly<Record<string, string | undefined>>;

/** What `openssl x509` says. */
export function askOpenssl(pem: string): Comparable {
  const text = openssl(
    "x509 -noout -nameopt RFC2253 -subject -issuer -serial -dates -fingerprint -sha256 -subject_hash -text".split(
      " ",
    ),
    pem,
  )
    .toString("utf8")
    .replaceAll("\\\n", "");
  const find = (pattern: RegExp): string | undefined => pattern.exec(text)?.[1];
  const extension = (name: string): string | undefined =>
    find(new RegExp(`X509v3 ${name}:.*\\n +(.*?) *\\n`));
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
    subjectHash: find(/^([0-9a-f]{8})$/m),
    version: find(/Version: (\d)/),
    algorithm: algorithm && (KEY_NAMES[algorithm] ?? algorithm),
    bits: find(/Public-Key: \((\d+) bit/),
    curve: find(/ASN1 OID: (.*)/),
    signatureAlgorithm: find(/Signature Algorithm: (\S*)/)?.replace(/^ED/, "Ed"),
    alternativeNames: extension("Subject Alternative Name"),
    keyUsages: extension("Key Usage")?.replace("...", ""),
    extendedKeyUsages: extension("Extended Key Usage"),
    basicConstraints: extension("Basic Constraints"),
    subjectKeyIdentifier: extension("Subject Key Identifier"),
    authorityKeyIdentifier: extension("Authority Key Identifier")?.replace("keyid:", ""),
    publicKey: publicKeyFingerprint(
      pem,
      algorithm === "id-ecPublicKey" ? ["-ec_conv_form", "uncompressed"] : [],
    ),
  };
}

/** What pgssl says. */
export function askPgssl(certificate: Certificate): Comparable {
  const { publicKey, basicConstraints: basic } = certificate;
  return {
    subject: certificate.subject.text,
    issuer: certificate.issuer.text,
    serialNumber: certificate.serialNumber,
    notBefore: String(certificate.notBefore),
    notAfter: String(certificate.notAfter),
    fingerprint: certificate.fingerprint,
    subjectHash: pki.nameHash(certificate, "subject"),
    version: String(certificate.version),
    algorithm: publicKey.algorithm,
    bits: publicKey.bits?.toString(),
    curve: publicKey.curve,
    signatureAlgorithm: certificate.signatureAlgorithm,
    alternativeNames: certificate.alternativeNames.map(alternativeName).join(", ") || undefined,
    keyUsages: inWords(certificate.keyUsages),
    extendedKeyUsages: inWords(certificate.extendedKeyUsages),
    basicConstraints:
      basic &&
      `CA:${String(basic.ca).toUpperCase()}${basic.pathLength === undefined ? "" : `, pathlen:${basic.pathLength}`}`,
    subjectKeyIdentifier: withColons(certificate.subjectKeyIdentifier),
    authorityKeyIdentifier: withColons(certificate.authorityKeyIdentifier),
    publicKey: publicKey.fingerprint,
  };
}

/** SHA-256 over the public key as openssl writes it, uncompressed. */
function publicKeyFingerprint(pem: string, form: readonly string[]): string {
  const key = openssl(["x509", "-noout", "-pubkey"], pem);
  const whole = openssl(["pkey", "-pubin", "-outform", "DER", ...form], key);
  return openssl(["dgst", "-sha256", "-r"], whole).toString().slice(0, 64);
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
      return `IP Address:${value.includes(":") ? addressGroups(value) : value}`;
    case "email":
      return `email:${value}`;
    case "uri":
      return `URI:${value}`;
    case "registered-id":
      return `Registered ID:${value}`;
    case "directory":
      return `DirName:/${value}`;
    default:
      return `othername: ${value.replace(";", "::")}`;
  }
}

function addressGroups(address: string): string {
  const [head = [], tail = []] = address.split("::").map((part) => part.split(":").filter(Boolean));
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill("0"), ...tail];
  return groups.map((group) => group.toUpperCase()).join(":");
}
