import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { SubjectKeyIdentifierExtension, X509Certificate, X509CertificateGenerator } from "@peculiar/x509";
import {
  authorityOf,
  type Issuer,
  type KeyPair,
  randomSerialNumber,
  signingAlgorithm,
  toPair,
  type WithPublicKey,
} from "./create.ts";

/** What a certificate in the place of an older one shall say; everything else it takes over. */
export interface RenewalParameters {
  /** The old certificate, DER. */
  readonly certificate: Uint8Array;
  /** The same key or a new one. */
  readonly key: WithPublicKey | KeyPair;
  /** Without it the certificate signs itself, for which `key` must have the private key. */
  readonly issuer?: Issuer;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Extensions that depend on the keys: those of the subject and of the issuer. */
const keyIdentifiers: ReadonlySet<string> = new Set(["2.5.29.14", "2.5.29.35"]);

/** Makes a certificate with the names, usages and other extensions of an older one; gives DER. */
export async function renewCertificate(parameters: RenewalParameters): Promise<Uint8Array> {
  const { key, issuer, notBefore, notAfter } = parameters;
  const old = new X509Certificate(parameters.certificate);
  const signer = issuer?.key ?? toPair(key);
  const above = issuer && new X509Certificate(issuer.certificate);
  const made = await X509CertificateGenerator.create(
    {
      subject: old.subjectName,
      issuer: above?.subjectName ?? old.subjectName,
      publicKey: key.publicKey,
      signingKey: signer.privateKey,
      signingAlgorithm: signingAlgorithm(signer),
      notBefore,
      notAfter,
      serialNumber: randomSerialNumber(),
      extensions: [
        ...old.extensions.filter(({ type }) => !keyIdentifiers.has(type)),
        await SubjectKeyIdentifierExtension.create(key.publicKey, false, webcrypto),
        ...(above ? [await authorityOf(above)] : []),
      ],
    },
    webcrypto,
  );
  return new Uint8Array(made.rawData);
}

/** The SubjectPublicKeyInfo of a certificate. */
export function publicKeyOf(certificate: Uint8Array): Uint8Array {
  return new Uint8Array(new X509Certificate(certificate).publicKey.rawData);
}
