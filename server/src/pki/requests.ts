import "reflect-metadata";
import { Pkcs10CertificateRequest } from "@peculiar/x509";
import type { PemBlock } from "../core/pki.ts";
import { children, encoding, Malformed } from "./der.ts";
import { readName } from "./names.ts";
import { readPublicKey } from "./publicKeys.ts";
import { readSigned } from "./signed.ts";

/** A certificate signing request (RFC 2986, 4). Throws `Malformed`. */
export function readRequest(der: Uint8Array): NonNullable<PemBlock["request"]> {
  const { whole, signedPart } = readSigned(der);
  const [, subject, publicKey] = children(signedPart);
  try {
    new Pkcs10CertificateRequest(encoding(whole));
  } catch {
    throw new Malformed("it is not a valid request");
  }
  return { subject: readName(subject), publicKey: readPublicKey(publicKey) };
}
