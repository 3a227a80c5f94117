import { compareBytes, concat, fromHexadecimal } from "../bytes.ts";
import { content, type DerValue, encode, hexadecimal, integerBits, members, Tag, wrapped } from "../der.ts";
import { fitsPss } from "../fitsPss.ts";
import type { Digest } from "./digests.ts";

/** Bits of the largest modulus that OpenSSL verifies with, and of the largest exponent that it takes with a large one. */
const largest = { modulus: 16_384, exponent: 64 };

/** What a signature is about: the digest of what was signed and, in RSA-PSS, that of the mask and the bytes of salt. */
interface Meant {
  readonly digest: Digest;
  readonly maskDigest: Digest;
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
    : fitsPss(message, modulusBits - 1, {
        hash: meant.hash,
        saltLength: meant.saltLength,
        digest: meant.digest.of,
        maskDigest: meant.maskDigest.of,
      });
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
