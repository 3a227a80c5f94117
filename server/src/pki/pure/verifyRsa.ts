import { compareBytes, concat, fromHexadecimal } from "../bytes.ts";
import { content, type DerValue, encode, hexadecimal, integerBits, members, Tag, wrapped } from "../der.ts";
import type { Digest } from "./digests.ts";

/** Bits of the largest modulus that OpenSSL verifies with, and of the largest exponent that it takes with a large one. */
const largest = { modulus: 16_384, exponent: 64 };

/** What a signature is about: the digest of what was signed and, in RSA-PSS, the bytes of salt. */
interface Meant {
  readonly digest: Digest;
  readonly hash: Uint8Array;
  readonly saltLength: number | undefined;
}

/**
 * Whether an RSAPublicKey (RFC 8017, A.1.1), the content of `bits`, verifies a signature; `undefined` for one whose numbers would take too
 * long. Throws `Malformed` for no key. Only public numbers are worked with, so that the time it takes reveals nothing.
 */
export function verifyRsa(bits: DerValue, signature: Uint8Array, meant: Meant): boolean | undefined {
  const [modulus, exponent] = members(wrapped(bits), 2);
  const modulusBits = integerBits(modulus);
  if (modulusBits > largest.modulus || integerBits(exponent) > largest.exponent) return undefined;
  const [n, e, s] = [modulus, exponent, undefined].map((value) =>
    toNumber(value ? content(value) : signature),
  );
  const size = Math.ceil(modulusBits / 8);
  if (n === undefined || e === undefined || s === undefined || n < 2n) return false;
  if (signature.length !== size || s >= n) return false;
  const message = fromHexadecimal(
    power(s, e, n)
      .toString(16)
      .padStart(size * 2, "0"),
  );
  return meant.saltLength === undefined
    ? compareBytes(message, padded(size, meant)) === 0
    : fitsPss(message, modulusBits - 1, meant, meant.saltLength);
}

const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${hexadecimal(bytes) || "0"}`);

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const digit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (digit === "1") result = (result * base) % modulus;
  }
  return result;
}

/** The one message that EMSA-PKCS1-v1_5 makes of a digest (RFC 8017, 9.2). Comparing with it leaves nothing to parse. */
function padded(size: number, { digest, hash }: Meant): Uint8Array {
  const algorithm = encode(Tag.sequence, [fromHexadecimal(digest.objectId), Uint8Array.of(Tag.null, 0)]);
  const info = encode(Tag.sequence, [algorithm, encode(Tag.octetString, [hash])]);
  const filling = new Uint8Array(Math.max(size - info.length - 3, 8)).fill(0xff);
  return concat([Uint8Array.of(0, 1), filling, Uint8Array.of(0), info]);
}

/** EMSA-PSS-VERIFY (RFC 8017, 9.1.2). */
function fitsPss(whole: Uint8Array, bits: number, { digest, hash }: Meant, saltLength: number): boolean {
  const size = Math.ceil(bits / 8);
  const message = whole.subarray(whole.length - size);
  const maskedSize = size - hash.length - 1;
  const zeros = maskedSize - saltLength - 1;
  const unused = 0xff ^ (0xff >> (size * 8 - bits));
  if (zeros < 0 || message.at(-1) !== 0xbc || (whole.length - size > 0 && whole[0] !== 0)) return false;
  if ((message[0] ?? 0) & unused) return false;
  const made = message.subarray(maskedSize, -1);
  const mask = maskOf(made, maskedSize, digest);
  const data = message.slice(0, maskedSize).map((byte, at) => byte ^ (mask[at] ?? 0));
  data[0] = (data[0] ?? 0) & ~unused;
  if (data.subarray(0, zeros).some((byte) => byte !== 0) || data[zeros] !== 1) return false;
  return compareBytes(made, digest.of(concat([new Uint8Array(8), hash, data.subarray(zeros + 1)]))) === 0;
}

/** MGF1 (RFC 8017, B.2.1). */
function maskOf(seed: Uint8Array, length: number, digest: Digest): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let made = 0, counter = 0; made < length; counter++) {
    const part = digest.of(
      concat([seed, Uint8Array.of(counter >> 24, counter >> 16, counter >> 8, counter)]),
    );
    parts.push(part);
    made += part.length;
  }
  return concat(parts);
}
