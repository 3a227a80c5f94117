import { latin1 } from "./bytes.ts";
import { content, type DerValue, Malformed } from "./der.ts";

/**
 * The text of an ASN.1 character string, undefined for another type. As in OpenSSL a T61String counts as ISO 8859-1.
 * Throws `Malformed` for bytes that are no text of their type; OpenSSL refuses a certificate for them.
 */
export function stringText(value: DerValue): string | undefined {
  return DECODERS[value.tag]?.(content(value));
}

/** Text as it is in a name by RFC 2253, everything but ASCII as `\C3\9C`: OpenSSL's `XN_FLAG_RFC2253`. */
export function escapedText(text: string): string {
  if (PLAIN.test(text)) return text;
  const bytes = new TextEncoder().encode(text);
  const last = bytes.length - 1;
  return Array.from(bytes, (byte, index) => {
    const character = String.fromCharCode(byte);
    if (byte < 0x20 || byte > 0x7e) return `\\${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    // OpenSSL looks at the place of a lone character as the last one only, so a lone # stays as it is.
    const edge = index === last ? character === " " : index === 0 && /[ #]/.test(character);
    return edge || /[,+"\\<>;]/.test(character) ? `\\${character}` : character;
  }).join("");
}

/** Most names: nothing in them to escape. */
const PLAIN = /^(?:[\w.:/=*@-]+(?: [\w.:/=*@-]+)*)?$/;

type Decoder = (bytes: Uint8Array) => string;

const utf8: Decoder = (bytes) => {
  if (bytes.every((byte) => byte < 0x80)) return latin1(bytes); // as most are
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Malformed("a name holds text that is not valid UTF-8");
  }
};

const bmp: Decoder = (bytes) => {
  if (bytes.length % 2) throw new Malformed("a name holds a BMPString of odd length");
  const units = Array.from({ length: bytes.length / 2 }, (_, at) => unitAt(bytes, at * 2));
  const text = units.map((unit) => String.fromCharCode(unit)).join("");
  if (/[\ud800-\udfff]/.test(text)) throw new Malformed("a name holds a broken BMPString");
  return text;
};

const universal: Decoder = (bytes) => {
  const points = Array.from({ length: Math.ceil(bytes.length / 4) }, (_, index) =>
    bytes.length % 4 ? -1 : unitAt(bytes, index * 4) * 0x10000 + unitAt(bytes, index * 4 + 2),
  );
  if (points.some((point) => point < 0 || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))) {
    throw new Malformed("a name holds a broken UniversalString");
  }
  return points.map((point) => String.fromCodePoint(point)).join("");
};

const unitAt = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** By identifier byte: UTF8, Numeric, Printable, T61, IA5, UTCTime, GeneralizedTime, Visible, Universal, BMP. */
const DECODERS: Readonly<Record<number, Decoder>> = {
  12: utf8,
  18: latin1,
  19: latin1,
  20: latin1,
  22: latin1,
  23: latin1,
  24: latin1,
  26: latin1,
  28: universal,
  30: bmp,
};
