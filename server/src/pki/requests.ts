import type { CertificateRequest } from "../core/pki.ts";
import type { Cryptography } from "./cryptography.ts";
import { children, expect, integerText, Malformed, objectId, Tag } from "./der.ts";
import { readExtensionList, readExtensions } from "./extensions.ts";
import { readName } from "./names.ts";
import { readPublicKey } from "./publicKeys.ts";
import { readSigned } from "./signed.ts";

/** A certificate signing request (RFC 2986, 4). Throws `Malformed`. */
export function readRequest(der: Uint8Array, cryptography: Cryptography): CertificateRequest {
  const { signedPart, algorithm } = readSigned(der);
  const [version, subject, publicKey, attributes, ...others] = children(signedPart);
  integerText(version);
  if (others.length > 0) throw new Malformed("its structure is invalid");
  const extensions = (attributes ? children(expect(attributes, 0xa0)) : []).flatMap((attribute) => {
    const [type, values] = children(expect(attribute, Tag.sequence));
    return objectId(type) === EXTENSION_REQUEST
      ? children(expect(values, Tag.set)).flatMap(readExtensionList)
      : [];
  });
  return {
    subject: readName(subject),
    publicKey: readPublicKey(publicKey, cryptography),
    signatureAlgorithm: algorithm.name,
    alternativeNames: readExtensions(extensions, expect(subject, Tag.sequence)).alternativeNames,
  };
}

/** The attribute that requests extensions (RFC 2985, 5.4.2). */
const EXTENSION_REQUEST = "1.2.840.113549.1.9.14";
