import type { Certificate, Crl, Pki } from "../core/pki.ts";
import { decodeBlock } from "./blocks.ts";
import { certificateParts } from "./certificates.ts";
import { crlParts } from "./crls.ts";
import { readWithoutPem } from "./form.ts";
import { nameHash } from "./nameHash.ts";
import { readPem } from "./pem.ts";
import { readSigned } from "./signed.ts";
import { toPem } from "./toPem.ts";
import { verifies } from "./verifies.ts";

/** X.509 knowledge: Node's OpenSSL is used where it has an answer, encodings are read here. A chunk of its own, loaded at the first file. */
export const pki: Pki = {
  decode: (bytes) => {
    const byteOrderMark = readByteOrderMark(bytes);
    const mark = byteOrderMark && { byteOrderMark };
    if (byteOrderMark === "utf-16") return { form: "text", blocks: [], ...mark };
    const blocks = readPem(bytes).map(decodeBlock);
    return blocks.length > 0
      ? { form: "pem", blocks, ...mark }
      : { ...readWithoutPem(bytes), blocks, ...mark };
  },
  isSignedBy,
  isCrlSignedBy: isSignedBy,
  nameHash: ({ der }, kind) => {
    try {
      const signed = readSigned(der);
      return nameHash(kind === "subject" ? certificateParts(signed).subject : crlParts(signed).issuer);
    } catch {
      return "";
    }
  },
  toPem,
};

function isSignedBy({ der }: Certificate | Crl, issuer: Certificate): boolean | undefined {
  try {
    return verifies(readSigned(der), issuer);
  } catch {
    return false;
  }
}

function readByteOrderMark(bytes: Uint8Array): "utf-8" | "utf-16" | undefined {
  const head = Buffer.from(bytes.subarray(0, 3)).toString("hex");
  if (head === "efbbbf") return "utf-8";
  return /^(feff|fffe)/.test(head) ? "utf-16" : undefined;
}
