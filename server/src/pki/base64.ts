/** A part of a file: the offsets of its first byte and of the one after its last. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Decodes Base64 (RFC 4648, 4) that is spread over the lines of a PEM body, as OpenSSL does: blanks and tabs may be in
 * it, and a hyphen ends it, whatever follows. `undefined` where it is broken. From bytes to bytes, for a private key must
 * not become a string, which nothing can overwrite.
 */
export function decodeBase64(bytes: Uint8Array, lines: readonly Range[]): Uint8Array | undefined {
  const size = lines.reduce((sum, { start, end }) => sum + end - start, 0);
  const result = new Uint8Array(Math.ceil(size / 4) * 3);
  let length = 0;
  let bits = 0;
  let digits = 0;
  let padding = 0;
  reading: for (const { start, end } of lines) {
    for (let index = start; index < end; index++) {
      const byte = bytes[index] ?? 0;
      if (byte === HYPHEN) break reading;
      if (byte === 0x20 || byte === TAB || byte === RETURN) continue;
      const digit = DIGITS[byte] ?? INVALID;
      if (byte === PAD) padding++;
      else if (digit === INVALID || padding > 0) return undefined;
      bits = (bits << 6) | (digit & 63);
      if (++digits % 4) continue;
      result[length++] = bits >> 16;
      result[length++] = bits >> 8;
      result[length++] = bits;
      bits = 0;
    }
  }
  return digits % 4 || padding > 2 ? undefined : result.subarray(0, length - padding);
}

const PAD = 0x3d;
const HYPHEN = 0x2d;
const TAB = 0x09;
const RETURN = 0x0d;
const INVALID = 0xff;

const DIGITS = new Uint8Array(256).fill(INVALID);
for (const [digit, character] of [
  ..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
].entries()) {
  DIGITS[character.charCodeAt(0)] = digit;
}
DIGITS[PAD] = 0;
