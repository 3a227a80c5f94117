import type { PemBlock } from "../core/pki.ts";
import { readCertificate } from "./certificates.ts";
import { readCrl } from "./crls.ts";
import type { Cryptography } from "./cryptography.ts";
import { children, expect, integerBits, Malformed, readValue, Tag } from "./der.ts";
import { readKey } from "./keys.ts";
import type { RawBlock } from "./pem.ts";
import { readPublicKey } from "./publicKeys.ts";
import { readRequest } from "./requests.ts";

/** Decodes what a PEM block holds, by its label (RFC 7468, 4); blocks of other labels keep their frame only. */
export function decodeBlock(
  { encrypted, cipher, der, ...frame }: RawBlock,
  cryptography: Cryptography,
): PemBlock {
  if (!der) return frame;
  const { label } = frame;
  if (label.endsWith("PRIVATE KEY"))
    return { ...frame, key: readKey(label, der, cryptography, encrypted, cipher) };
  try {
    return { ...frame, ...READERS[label]?.(der, cryptography) };
  } catch (error) {
    return { ...frame, problem: error instanceof Malformed ? error.message : "it could not be decoded" };
  }
}

type Reader = (der: Uint8Array, cryptography: Cryptography) => Partial<PemBlock>;

const certificate: Reader = (der, cryptography) => ({ certificate: readCertificate(der, cryptography) });
const request: Reader = (der, cryptography) => ({ request: readRequest(der, cryptography) });

/** The size of the prime, the first of the parameters in PKCS #3 (RFC 2631 puts it first as well). */
const parameters: Reader = (der) => ({
  dhBits: integerBits(children(expect(readValue(der), Tag.sequence))[0]),
});

const READERS: Readonly<Record<string, Reader>> = {
  CERTIFICATE: certificate,
  "X509 CERTIFICATE": certificate,
  "TRUSTED CERTIFICATE": certificate,
  "X509 CRL": (der) => ({ crl: readCrl(der) }),
  "CERTIFICATE REQUEST": request,
  "NEW CERTIFICATE REQUEST": request,
  "PUBLIC KEY": (der, cryptography) => ({ publicKey: readPublicKey(readValue(der), cryptography) }),
  "DH PARAMETERS": parameters,
  "X9.42 DH PARAMETERS": parameters,
};
