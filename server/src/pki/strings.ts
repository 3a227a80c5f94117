import { isUtf8 } from "node:buffer";
import { content, type DerValue, Malformed } from "./der.ts";

/**
 * The text of an ASN.1 character string, undefined for another type. As in OpenSSL a T61String counts as ISO 8859-1.
 * Throws `Malformed` for octets that are no text of their type; OpenSSL refuses a certificate for them.
 */
export function stringText(value: DerValue): string | undefined {
  return DECODERS[value.tag]?.(Buffer.from(content(value)));
}

/** Text as it stands in a name by RFC 2253, everything but ASCII as `\C3\9C`: OpenSSL's `XN_FLAG_RFC2253`. */
export function escapedText(text: string): string {
  if (PLAIN.test(text)) return text;
  const octets = Buffer.from(text, "utf8");
  const last = octets.length - 1;
  return Array.from(octets, (octet, index) => {
    const character = String.fromCharCode(octet);
    if (octet < 0x20 || octet > 0x7e) return `\\${octet.toString(16).toUpperCase().padStart(2, "0")}`;
    // OpenSSL looks at the place of a lone character as the last one only, so a lone # stays as it is.
    const edge = index === last ? character === " " : index === 0 && /[ #]/.test(character);
    return edge || /[,+"\\<>;]/.test(character) ? `\\${character}` : character;
  }).join("");
}

/** Most names: nothing in them to escape. */
const PLAIN = /^(?:[\w.:/=*@-]+(?: [\w.:/=*@-]+)*)?$/;

type Decoder = (octets: Buffer) => string;

const utf8: Decoder = (octets) => {
  if (!isUtf8(octets)) throw new Malformed("a name holds text that is not valid UTF-8");
  return octets.toString("utf8");
};

const latin1: Decoder = (octets) => octets.toString("latin1");

const bmp: Decoder = (octets) => {
  if (octets.length % 2) throw new Malformed("a name holds a BMPString of odd length");
  const text = octets.swap16().toString("utf16le");
  if (/[\ud800-\udfff]/.test(text)) throw new Malformed("a name holds a broken BMPString");
  return text;
};

const universal: Decoder = (octets) => {
  const points = Array.from({ length: Math.ceil(octets.length / 4) }, (_, index) =>
    octets.length % 4 ? -1 : octets.readUInt32BE(index * 4),
  );
  if (points.some((point) => point < 0 || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))) {
    throw new Malformed("a name holds a broken UniversalString");
  }
  return points.map((point) => String.fromCodePoint(point)).join("");
};

/** By identifier octet: UTF8, Numeric, Printable, T61, IA5, UTCTime, GeneralizedTime, Visible, Universal, BMP. */
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
