import type { Certificate, Crl, Pki } from "../core/pki.ts";
import { decodeBlock } from "./blocks.ts";
import { certificateParts } from "./certificates.ts";
import { crlParts } from "./crls.ts";
import type { Cryptography } from "./cryptography.ts";
import { hexadecimal } from "./der.ts";
import { readWithoutPem } from "./form.ts";
import { nameHash } from "./nameHash.ts";
import { readPem } from "./pem.ts";
import { readSigned } from "./signed.ts";
import { toPem } from "./toPem.ts";
import { verifies } from "./verifies.ts";

/** X.509 knowledge: encodings are read here, and a library answers about signatures and points. */
export const createPki = (cryptography: Cryptography): Pki => ({
  decode: (bytes) => {
    const byteOrderMark = readByteOrderMark(bytes);
    const mark = byteOrderMark && { byteOrderMark };
    if (byteOrderMark === "utf-16") return { form: "text", blocks: [], ...mark };
    const blocks = readPem(bytes).map((block) => decodeBlock(block, cryptography));
    return blocks.length > 0
      ? { form: "pem", blocks, ...mark }
      : { ...readWithoutPem(bytes, cryptography), blocks, ...mark };
  },
  isSignedBy: (certificate, issuer) => isSignedBy(certificate, issuer, cryptography),
  isCrlSignedBy: (crl, issuer) => isSignedBy(crl, issuer, cryptography),
  nameHash: ({ der }, kind) => {
    try {
      const signed = readSigned(der);
      const name = kind === "subject" ? certificateParts(signed).subject : crlParts(signed).issuer;
      return nameHash(name, cryptography);
    } catch {
      return "";
    }
  },
  toPem,
});

function isSignedBy(
  { der }: Certificate | Crl,
  issuer: Certificate,
  cryptography: Cryptography,
): boolean | undefined {
  try {
    return verifies(readSigned(der), issuer, cryptography);
  } catch {
    return false;
  }
}

function readByteOrderMark(bytes: Uint8Array): "utf-8" | "utf-16" | undefined {
  const head = hexadecimal(bytes.subarray(0, 3));
  if (head === "efbbbf") return "utf-8";
  return /^(feff|fffe)/.test(head) ? "utf-16" : undefined;
}
