import "reflect-metadata";
import { X509Certificates } from "@peculiar/x509";
import type { Certificate } from "../core/pki.ts";
import { pki } from "./index.ts";

/**
 * All certificates of a file in which a CA answers a request: PEM (certificates or PKCS #7), DER, or PKCS #7 in DER.
 * An empty list where it holds none.
 */
export function readAnswer(bytes: Uint8Array): Certificate[] {
  const file = pki.decode(bytes);
  if (file.der?.certificate) return [file.der.certificate];
  const found = file.blocks.flatMap(({ certificate }) => certificate ?? []);
  return found.length > 0 ? found : readPkcs7(bytes);
}

/** Certificates in signed data without content or signers (RFC 5652, 5.1). */
function readPkcs7(bytes: Uint8Array): Certificate[] {
  try {
    const text = Buffer.from(bytes).toString("latin1");
    const certificates = new X509Certificates(text.includes("-----BEGIN") ? text : new Uint8Array(bytes));
    return certificates.flatMap(({ rawData }) => pki.decode(new Uint8Array(rawData)).der?.certificate ?? []);
  } catch {
    return [];
  }
}
