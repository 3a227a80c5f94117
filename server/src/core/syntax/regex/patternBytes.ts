/**
 * A pattern as the server reads it: in SQL_ASCII, the encoding of the postmaster and of authentication, each byte is a
 * character of its own.
 */
export interface PatternBytes {
  /** The UTF-8 bytes. */
  readonly codes: Uint8Array;
  /** For each byte, and for the end, the offset in UTF-16 units of the character that it belongs to. */
  readonly offsets: Uint32Array;
}

/** Encodes text as UTF-8; a lone surrogate becomes U+FFFD, as when a file is written. */
export function toPatternBytes(text: string): PatternBytes {
  const codes = new Uint8Array(text.length * 3);
  const offsets = new Uint32Array(text.length * 3 + 1);
  let length = 0;
  let offset = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const start = length;
    length = encode(code >= 0xd800 && code <= 0xdfff ? 0xfffd : code, codes, length);
    offsets.fill(offset, start, length);
    offset += character.length;
  }
  offsets[length] = offset;
  return { codes: codes.subarray(0, length), offsets: offsets.subarray(0, length + 1) };
}

function encode(code: number, into: Uint8Array, at: number): number {
  if (code < 0x80) {
    into[at] = code;
    return at + 1;
  }
  const following = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  const mark = (0xff00 >> (following + 1)) & 0xff;
  into[at] = mark | (code >> (6 * following));
  for (let index = 1; index <= following; index++) {
    into[at + index] = 0x80 | ((code >> (6 * (following - index))) & 0x3f);
  }
  return at + following + 1;
}
