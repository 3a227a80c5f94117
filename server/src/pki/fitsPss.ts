import { compareBytes, concat } from "./bytes.ts";

type DigestOf = (bytes: Uint8Array) => Uint8Array;

/** What an RSA-PSS signature is about (RFC 8017, 9.1): the hash of what was signed, the bytes of salt, and its two digests. */
interface Meant {
  readonly hash: Uint8Array;
  readonly saltLength: number;
  readonly digest: DigestOf;
  readonly maskDigest: DigestOf;
}

/** Whether what the public key makes of a signature, as long as the modulus, is a message of `bits` bits with that hash (EMSA-PSS-VERIFY, RFC 8017, 9.1.2). */
export function fitsPss(
  whole: Uint8Array,
  bits: number,
  { hash, saltLength, digest, maskDigest }: Meant,
): boolean {
  const size = Math.ceil(bits / 8);
  const message = whole.subarray(whole.length - size);
  const maskedSize = size - hash.length - 1;
  const zeros = maskedSize - saltLength - 1;
  const unused = 0xff ^ (0xff >> (size * 8 - bits));
  if (zeros < 0 || message.at(-1) !== 0xbc || (whole.length - size > 0 && whole[0] !== 0)) return false;
  if ((message[0] ?? 0) & unused) return false;
  const made = message.subarray(maskedSize, -1);
  const mask = maskOf(made, maskedSize, maskDigest);
  const data = Uint8Array.from(message.subarray(0, maskedSize), (byte, at) => byte ^ (mask[at] ?? 0));
  data[0] = (data[0] ?? 0) & ~unused;
  if (data.subarray(0, zeros).some((byte) => byte !== 0) || data[zeros] !== 1) return false;
  return compareBytes(made, digest(concat([new Uint8Array(8), hash, data.subarray(zeros + 1)]))) === 0;
}

/** MGF1 (RFC 8017, B.2.1). */
function maskOf(seed: Uint8Array, length: number, digest: DigestOf): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let made = 0, counter = 0; made < length; counter++) {
    const part = digest(concat([seed, Uint8Array.of(counter >> 24, counter >> 16, counter >> 8, counter)]));
    parts.push(part);
    made += part.length;
  }
  return concat(parts);
}
