import type { Disguise, PemFile } from "../core/pki.ts";
import { latin1 } from "./bytes.ts";
import { readCertificate } from "./certificates.ts";
import { readCrl } from "./crls.ts";
import type { Cryptography } from "./cryptography.ts";
import { children, hexadecimal, readValue, Tag } from "./der.ts";
import { keyLabel, readKey } from "./keys.ts";

/** What a file without a BEGIN mark holds. */
export function readWithoutPem(
  bytes: Uint8Array,
  cryptography: Cryptography,
): Pick<PemFile, "form" | "der" | "disguise"> {
  if (bytes.every((byte) => byte === 0x20 || (byte >= 9 && byte <= 13))) return { form: "empty" };
  if (bytes[0] === Tag.sequence)
    return readContainer(bytes) ?? readDer(bytes, cryptography) ?? { form: "binary" };
  const disguise = disguiseOf(bytes);
  return { form: isText(bytes) ? "text" : "binary", ...(disguise && { disguise }) };
}

/** What a file is by its first bytes. */
function disguiseOf(bytes: Uint8Array): Disguise | undefined {
  const head = latin1(bytes.subarray(0, 200)).trimStart();
  if (/^MI[\w+/]{60}/.test(head) && latin1(bytes).includes("-----END ")) return "no-begin";
  return disguises.find(([pattern]) => pattern.test(head))?.[1];
}

/** Base64 of `-----BEGIN`, that in Base64 again, and of a DER sequence. */
const disguises: readonly (readonly [RegExp, Disguise])[] = [
  [/^LS0tLS1CRUdJTi/, "base64-pem"],
  [/^TFMwdExTMUNSVWRKVGl/, "base64-twice"],
  [/^MI[\w+/]{60}/, "base64-der"],
  [/^PuTTY-User-Key-File/, "putty-key"],
  [/^(ssh-|ecdsa-sha2-)\S+ AAAA/, "ssh-public-key"],
  [/^\xfe\xed\xfe\xed/, "java-key-store"],
];

/** PKCS #12 (RFC 7292, 4) and PKCS #7 (RFC 2315, 7) by their first bytes, since both may come in BER. */
function readContainer(bytes: Uint8Array): { form: "pkcs12" | "pkcs7" } | undefined {
  const length = bytes[1] ?? 0;
  const start = length > 0x80 ? 2 + (length & 0x7f) : 2;
  const head = hexadecimal(bytes.subarray(start, start + 16));
  if (head.startsWith("06092a864886f70d0107")) return { form: "pkcs7" };
  return head.startsWith("02010330") ? { form: "pkcs12" } : undefined;
}

function readDer(bytes: Uint8Array, cryptography: Cryptography): Pick<PemFile, "form" | "der"> | undefined {
  const attempts = [
    () => ({ form: "der-certificate", der: { certificate: readCertificate(bytes, cryptography) } }) as const,
    () => ({ form: "der-crl", der: { crl: readCrl(bytes) } }) as const,
    () => {
      const label = keyLabel(children(readValue(bytes)));
      return label === undefined
        ? undefined
        : ({ form: "der-key", der: { key: readKey(label, Uint8Array.from(bytes), cryptography) } } as const);
    },
  ];
  for (const attempt of attempts) {
    try {
      const result = attempt();
      if (result) return result;
    } catch {
      // Not of this kind; the next attempt may fit.
    }
  }
  return undefined;
}

/** Text has no control characters but blanks, line ends and the escape of terminals. */
const isText = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte >= 0x20 || (byte >= 9 && byte <= 13) || byte === 0x1b);
