import "reflect-metadata";
import { randomBytes, webcrypto } from "node:crypto";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  X509CrlGenerator,
} from "@peculiar/x509";
import type { NameAttribute } from "../core/pki.ts";
import { attributeTypeId } from "./attributeTypes.ts";
import { encode, readValue, Tag } from "./der.ts";
import { nameHash } from "./nameHash.ts";
import { nodeCryptography } from "./nodeCryptography.ts";

/** A private key with its public key, made by Node's WebCrypto. */
export type KeyPair = webcrypto.CryptoKeyPair;

/** A key of which only the public key is needed. */
export type WithPublicKey = Pick<KeyPair, "publicKey">;

/** The kinds of key that certificates for PostgreSQL are made with. */
export type KeyKind = keyof typeof KEY_KINDS;

/** What a new certificate shall say. */
export interface CertificateParameters {
  /** The attributes in the order of the certificate, each a relative name of its own; a string is the common name. */
  readonly subject: string | readonly NameAttribute[];
  /** The certificate's key; its public key is enough where another one signs. */
  readonly key: WithPublicKey | KeyPair;
  /** Who signs; without it the certificate signs itself. */
  readonly issuer?: Issuer;
  readonly role: "ca" | "server" | "client";
  readonly dnsNames?: readonly string[];
  readonly ipAddresses?: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** How many further CAs may be below this CA; no limit where absent. */
  readonly pathLength?: number;
  /** Hexadecimal; random where absent. */
  readonly serialNumber?: string;
}

/** A CA's certificate in DER, and its key. */
export interface Issuer {
  readonly certificate: Uint8Array;
  readonly key: KeyPair;
}

/** What a new CRL shall say. */
export interface CrlParameters {
  readonly issuer: Issuer;
  readonly revoked: readonly RevokedCertificate[];
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** Larger than that of every list of the issuer before (RFC 5280, 5.2.3). */
  readonly number: number | bigint;
}

/** An entry of a CRL. */
export interface RevokedCertificate {
  readonly serialNumber: string;
  readonly date: Date;
  /** A CRLReason (RFC 5280, 5.3.1); none where absent. */
  readonly reason?: number;
}

/** Makes a key that can be exported. */
export async function createKey(kind: KeyKind): Promise<KeyPair> {
  return (await webcrypto.subtle.generateKey(KEY_KINDS[kind], true, ["sign", "verify"])) as KeyPair;
}

/** Makes a certificate of version 3 (RFC 5280) with the extensions of its role; gives DER. */
export async function createCertificate(parameters: CertificateParameters): Promise<Uint8Array> {
  const { key, issuer, notBefore, notAfter } = parameters;
  const subject = toName(parameters.subject);
  const signer = issuer?.key ?? toPair(key);
  const certificate = await X509CertificateGenerator.create(
    {
      subject,
      issuer: issuer ? new X509Certificate(issuer.certificate).subjectName : subject,
      publicKey: key.publicKey,
      signingKey: signer.privateKey,
      signingAlgorithm: signingAlgorithm(signer),
      notBefore,
      notAfter,
      serialNumber: parameters.serialNumber ?? randomSerialNumber(),
      extensions: await createExtensions(parameters),
    },
    webcrypto,
  );
  return new Uint8Array(certificate.rawData);
}

/** Makes a CRL of version 2 (RFC 5280, 5); gives DER. */
export async function createCrl(parameters: CrlParameters): Promise<Uint8Array> {
  const { certificate, key } = parameters.issuer;
  const issuer = new X509Certificate(certificate);
  const number = Buffer.from(parameters.number.toString(16).padStart(16, "0"), "hex");
  const crl = await X509CrlGenerator.create(
    {
      issuer: issuer.subjectName,
      thisUpdate: parameters.thisUpdate,
      nextUpdate: parameters.nextUpdate,
      entries: parameters.revoked.map(({ serialNumber, date, reason }) => ({
        serialNumber,
        revocationDate: date,
        ...(reason && { reason }), // "unspecified" is left out (RFC 5280, 5.3.1)
      })),
      extensions: [
        await authorityOf(issuer),
        new Extension("2.5.29.20", false, encode(Tag.integer, [minimal(number)])),
      ],
      signingKey: key.privateKey,
      signingAlgorithm: signingAlgorithm(key),
    },
    webcrypto,
  );
  return new Uint8Array(crl.rawData);
}

const rsa = (modulusLength: number) => ({
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength,
  publicExponent: new Uint8Array([1, 0, 1]),
});

const KEY_KINDS = {
  "EC P-256": { name: "ECDSA", namedCurve: "P-256" },
  "EC P-384": { name: "ECDSA", namedCurve: "P-384" },
  "RSA 2048": rsa(2048),
  "RSA 3072": rsa(3072),
  "RSA 4096": rsa(4096),
  Ed25519: { name: "Ed25519" },
};

/** The digest that fits the size of the signer's key. */
export function signingAlgorithm({ privateKey }: KeyPair) {
  const { name, namedCurve } = privateKey.algorithm as { name: string; namedCurve?: string };
  return { name, hash: digestOfCurve[namedCurve ?? ""] ?? "SHA-256" };
}

const digestOfCurve: Readonly<Record<string, string>> = { "P-384": "SHA-384", "P-521": "SHA-512" };

/** @throws Error for a public key alone, which cannot sign. */
export function toPair(key: WithPublicKey | KeyPair): KeyPair {
  if ("privateKey" in key) return key;
  throw new Error("a certificate that signs itself needs its private key");
}

/** 126 random bits below a set one, hence positive and always of sixteen bytes (RFC 5280, 4.1.2.2). */
export function randomSerialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString("hex");
}

/** Names as UTF8String but for the types whose syntax is fixed (RFC 5280, appendix A). */
export function toName(subject: string | readonly NameAttribute[]): Name {
  const attributes = typeof subject === "string" ? [{ type: "CN", value: subject }] : subject;
  const sets = attributes.map(({ type, value }) => {
    const syntax = SYNTAX[type] ?? "utf8String";
    return { [attributeTypeId(type)]: [{ [syntax]: value }] };
  });
  return new Name(sets);
}

/** The hash of a name before there is a certificate of it; see `nameHash`. */
export const hashOfName = (subject: string | readonly NameAttribute[]): string =>
  nameHash(readValue(new Uint8Array(toName(subject).toArrayBuffer())), nodeCryptography);

const SYNTAX: Readonly<Record<string, "printableString" | "ia5String">> = {
  C: "printableString",
  serialNumber: "printableString",
  dnQualifier: "printableString",
  DC: "ia5String",
  emailAddress: "ia5String",
};

/** Extensions as RFC 5280, 4.2.1 wants them for a CA and for the ends of a TLS connection. */
async function createExtensions(parameters: CertificateParameters): Promise<Extension[]> {
  const { role, key, issuer, pathLength } = parameters;
  const isCa = role === "ca";
  const extensions: Extension[] = [
    new BasicConstraintsExtension(isCa, isCa ? pathLength : undefined, true),
    await SubjectKeyIdentifierExtension.create(key.publicKey, false, webcrypto),
  ];
  // A leaf that signs itself names no usages: OpenSSL 1.1.1 takes none for self-signed whose usages leave out signing.
  if (isCa || issuer) {
    const usages = isCa ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign : endUsages(key);
    extensions.splice(1, 0, new KeyUsagesExtension(usages, true));
  }
  if (issuer) extensions.push(await authorityOf(new X509Certificate(issuer.certificate)));
  if (!isCa) {
    extensions.push(
      new ExtendedKeyUsageExtension([
        role === "server" ? ExtendedKeyUsage.serverAuth : ExtendedKeyUsage.clientAuth,
      ]),
    );
  }
  return [...extensions, ...alternativeNames(parameters)];
}

/** The extension that lists names and addresses; none where there is nothing to list. */
export function alternativeNames({
  dnsNames = [],
  ipAddresses = [],
}: Pick<CertificateParameters, "dnsNames" | "ipAddresses">): Extension[] {
  const names = [
    ...dnsNames.map((value) => ({ type: "dns" as const, value })),
    ...ipAddresses.map((value) => ({ type: "ip" as const, value })),
  ];
  return names.length > 0 ? [new SubjectAlternativeNameExtension(names)] : [];
}

/** Only RSA keys can also encipher the key of a session. */
export function endUsages({ publicKey }: WithPublicKey): number {
  const isRsa = publicKey.algorithm.name.startsWith("RSA");
  return KeyUsageFlags.digitalSignature | (isRsa ? KeyUsageFlags.keyEncipherment : 0);
}

/** Points to the issuer's key by the identifier that the issuer itself has, or else by the usual digest of the key. */
export async function authorityOf(issuer: X509Certificate): Promise<Extension> {
  const own = issuer.getExtension(SubjectKeyIdentifierExtension)?.keyId;
  return own === undefined
    ? AuthorityKeyIdentifierExtension.create(issuer.publicKey, false, webcrypto)
    : new AuthorityKeyIdentifierExtension(own);
}

/** The content of a positive INTEGER without needless leading bytes. */
function minimal(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte, index) => byte !== 0 || index === bytes.length - 1);
  return (bytes[first] ?? 0) >= 0x80 ? bytes.subarray(first - 1) : bytes.subarray(first);
}
