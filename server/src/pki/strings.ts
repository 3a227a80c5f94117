import { isUtf8 } from "node:buffer";
import { content, type DerValue, Malformed } from "./der.ts";

/**
 * The text of an ASN.1 character string, undefined for another type. As in OpenSSL a T61String counts as ISO 8859-1.
 * Throws `Malformed` for bytes that are no text of their type; OpenSSL refuses a certificate for them.
 */
export function stringText(value: DerValue): string | undefined {
  return DECODERS[value.tag]?.(Buffer.from(content(value)));
}

/** Text as it is in a name by RFC 2253, everything but ASCII as `\C3\9C`: OpenSSL's `XN_FLAG_RFC2253`. */
export function escapedText(text: string): string {
  if (PLAIN.test(text)) return text;
  const bytes = Buffer.from(text, "utf8");
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

type Decoder = (bytes: Buffer) => string;

const utf8: Decoder = (bytes) => {
  if (!isUtf8(bytes)) throw new Malformed("a name holds text that is not valid UTF-8");
  return bytes.toString("utf8");
};

const latin1: Decoder = (bytes) => bytes.toString("latin1");

const bmp: Decoder = (bytes) => {
  if (bytes.length % 2) throw new Malformed("a name holds a BMPString of odd length");
  const text = bytes.swap16().toString("utf16le");
  if (/[\ud800-\udfff]/.test(text)) throw new Malformed("a name holds a broken BMPString");
  return text;
};

const universal: Decoder = (bytes) => {
  const points = Array.from({ length: Math.ceil(bytes.length / 4) }, (_, index) =>
    bytes.length % 4 ? -1 : bytes.readUInt32BE(index * 4),
  );
  if (points.some((point) => point < 0 || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))) {
    throw new Malformed("a name holds a broken UniversalString");
  }
  return points.map((point) => String.fromCodePoint(point)).join("");
};

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
