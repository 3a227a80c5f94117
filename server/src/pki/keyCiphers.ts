import { readAlgorithm } from "./algorithms.ts";
import { children, type DerValue, Malformed, objectId, Tag } from "./der.ts";

/** The cipher of an encrypted PKCS #8 key (RFC 8018, 6) by OpenSSL's name, or its object id; `undefined` where it is malformed. */
export function keyCipher(algorithm: DerValue | undefined): string | undefined {
  try {
    const { oid, parameters } = readAlgorithm(algorithm);
    if (oid !== PBES2) return CIPHERS[oid] ?? oid;
    const [, scheme] = parameters?.tag === Tag.sequence ? children(parameters) : [];
    const cipher = scheme && objectId(children(scheme)[0]);
    return cipher && (CIPHERS[cipher] ?? cipher);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

const PBES2 = "1.2.840.113549.1.5.13";

/** RFC 8018, A.3 and B.2; RFC 7292, C; and the arcs of other ciphers that OpenSSL encrypts keys with. */
const CIPHERS: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.5.1": "PBE-MD2-DES",
  "1.2.840.113549.1.5.3": "PBE-MD5-DES",
  "1.2.840.113549.1.5.4": "PBE-MD2-RC2-64",
  "1.2.840.113549.1.5.6": "PBE-MD5-RC2-64",
  "1.2.840.113549.1.5.10": "PBE-SHA1-DES",
  "1.2.840.113549.1.5.11": "PBE-SHA1-RC2-64",
  "1.2.840.113549.1.12.1.1": "PBE-SHA1-RC4-128",
  "1.2.840.113549.1.12.1.2": "PBE-SHA1-RC4-40",
  "1.2.840.113549.1.12.1.3": "PBE-SHA1-3DES",
  "1.2.840.113549.1.12.1.4": "PBE-SHA1-2DES",
  "1.2.840.113549.1.12.1.5": "PBE-SHA1-RC2-128",
  "1.2.840.113549.1.12.1.6": "PBE-SHA1-RC2-40",
  "1.3.14.3.2.7": "DES-CBC",
  "1.3.14.3.2.8": "DES-OFB",
  "1.3.14.3.2.9": "DES-CFB",
  "1.2.840.113549.3.2": "RC2-CBC",
  "1.2.840.113549.3.4": "RC4",
  "1.2.840.113549.3.7": "DES-EDE3-CBC",
  "1.2.840.113533.7.66.10": "CAST5-CBC",
  "1.3.6.1.4.1.3029.1.2": "BF-CBC",
  "1.3.6.1.4.1.188.7.1.1.2": "IDEA-CBC",
  "1.2.410.200004.1.4": "SEED-CBC",
  "2.16.840.1.101.3.4.1.2": "AES-128-CBC",
  "2.16.840.1.101.3.4.1.22": "AES-192-CBC",
  "2.16.840.1.101.3.4.1.42": "AES-256-CBC",
};
