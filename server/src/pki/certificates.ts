import "reflect-metadata";
import { X509Certificate } from "@peculiar/x509";
import type { Certificate } from "../core/pki.ts";
import { children, encoding, expect, integerText, Malformed, Tag } from "./der.ts";
import { readExtensions } from "./extensions.ts";
import { canonicalName } from "./nameHash.ts";
import { readName } from "./names.ts";
import { readPublicKey, sha256 } from "./publicKeys.ts";
import { readSigned, type Signed } from "./signed.ts";
import { readTime } from "./time.ts";

/** A certificate (RFC 5280, 4.1). Throws `Malformed`. */
export function readCertificate(der: Uint8Array): Certificate {
  const signed = readSigned(der);
  const parts = certificateParts(signed);
  const encoded = encoding(signed.whole);
  const [notBefore, notAfter] = children(expect(parts.validity, Tag.sequence));
  const { name, digest } = signed.algorithm;
  const head = {
    serialNumber: integerText(parts.serialNumber),
    subject: readName(parts.subject),
    issuer: readName(parts.issuer),
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    publicKey: readPublicKey(parts.publicKey),
    signatureAlgorithm: name,
    ...(digest !== undefined && { signatureDigest: digest }),
    selfIssued: canonicalName(parts.subject).equals(canonicalName(parts.issuer)),
  };
  // What is no certificate has failed by now, so the library, which is slower, meets few broken ones.
  const { version, extensions } = readStructure(encoded);
  return {
    version,
    ...head,
    ...readExtensions(extensions),
    fingerprint: sha256(encoded),
    der: Uint8Array.from(encoded),
  };
}

/** The parts of a certificate whose encodings matter; the library does not keep these. */
export function certificateParts({ signedPart }: Signed) {
  const fields = children(signedPart);
  if (fields[0]?.tag === 0xa0) fields.shift();
  const [serialNumber, , issuer, validity, subject, publicKey] = fields;
  return {
    serialNumber: expect(serialNumber, Tag.integer),
    issuer: expect(issuer, Tag.sequence),
    validity,
    subject: expect(subject, Tag.sequence),
    publicKey: expect(publicKey, Tag.sequence),
  };
}

/** What the library makes of the certificate as a whole; it shows its structure to subclasses only. */
class StructuredCertificate extends X509Certificate {
  get structure() {
    return this.asn.tbsCertificate;
  }
}

function readStructure(encoded: Uint8Array) {
  try {
    const options = { berOptions: { parseEmbedded: false } };
    const { version, extensions = [] } = new StructuredCertificate(encoded, options).structure;
    return {
      version: version + 1,
      extensions: Array.from(extensions, ({ extnID, critical, extnValue }) => ({
        id: extnID,
        critical,
        value: new Uint8Array(extnValue.buffer),
      })),
    };
  } catch {
    throw new Malformed("it is not a valid certificate");
  }
}
