import { readFileSync } from "node:fs";
import { Tag } from "../../server/src/pki/der.ts";
import { encode } from "../support/encode.ts";
import {
  type Attribute,
  buildCertificate,
  encodeName,
  extension,
  generalizedTime,
  objectId,
  type Parts,
  pem,
  utcTime,
} from "./buildCertificate.ts";
import type { Comparable } from "./comparable.ts";

/** A certificate under a name that says what is odd about it. */
export interface Sample {
  readonly name: string;
  readonly pem: string;
}

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
const utf8 = (text: string): Buffer => Buffer.from(text, "utf8");
const bmp = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();
const universal = (text: string): Buffer =>
  Buffer.concat(
    [...text].map((character) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(character.codePointAt(0) ?? 0);
      return bytes;
    }),
  );

const attribute = (id: string, tag: number, value: Uint8Array): Attribute => ({ id, tag, value });
const cn = (tag: number, value: Uint8Array): Parts => ({ subject: [[attribute("2.5.4.3", tag, value)]] });
const serial = (hexadecimal: string): Parts => ({ serial: Buffer.from(hexadecimal, "hex") });
const dates = (notBefore: Uint8Array, notAfter: Uint8Array): Parts => ({ notBefore, notAfter });
const names = (...values: Uint8Array[]): Parts => ({
  extensions: [extension("2.5.29.17", false, encode(Tag.sequence, values))],
});
const usage = (unused: number, ...bytes: number[]): Parts => ({
  extensions: [extension("2.5.29.15", true, encode(Tag.bitString, [Buffer.of(unused, ...bytes)]))],
});
const constraints = (...fields: Uint8Array[]): Parts => ({
  extensions: [extension("2.5.29.19", true, encode(Tag.sequence, fields))],
});
const purposes = (...ids: string[]): Parts => ({
  extensions: [extension("2.5.29.37", false, encode(Tag.sequence, ids.map(objectId)))],
});

/** A public key of RSA's kind with whatever parameters and bits. */
const publicKey = (parameters: Uint8Array, bits: Uint8Array = Buffer.of(0, 5, 0)): Buffer =>
  encode(Tag.sequence, [
    encode(Tag.sequence, [objectId("1.2.840.113549.1.1.1"), parameters]),
    encode(Tag.bitString, [bits]),
  ]);

/** A public key of as many bytes; no private key exists, and nobody needs it. */
const rsaKey = (bytes: number): Buffer =>
  encode(Tag.sequence, [
    encode(Tag.sequence, [objectId("1.2.840.113549.1.1.1"), Buffer.of(5, 0)]),
    encode(Tag.bitString, [
      Buffer.of(0),
      encode(Tag.sequence, [
        encode(Tag.integer, [Buffer.of(0), Buffer.alloc(bytes, 0xb5)]),
        encode(Tag.integer, [Buffer.of(1, 0, 1)]),
      ]),
    ]),
  ]);

const directory = encode(0xa4, [encodeName([[attribute("2.5.4.3", 12, utf8("x"))]])]);
const other = encode(0xa0, [objectId("1.2.3.4"), encode(0xa0, [encode(12, [utf8("hi")])])]);

const parts: Readonly<Record<string, Parts>> = {
  "version 1": { version: 1 },
  "serial zero": serial("00"),
  "serial of 20 bytes": serial("7fffffffffffffffffffffffffffffffffffffff"),
  "serial of 40 bytes": serial("11".repeat(40)),
  "serial with its highest bit set": serial("00ff00"),
  "negative serial": serial("fb"),
  "negative serial of two bytes": serial("8000"),
  "UTF-8 name": cn(12, utf8("Zürich 東京 𝄞")),
  "BMP name": cn(30, bmp("Zürich 東京")),
  "T61 name": cn(20, latin1("Zürich")),
  "universal name": cn(28, universal("Zürich 𝄞")),
  "numeric name": cn(18, latin1("123 456")),
  "name of blanks": cn(12, utf8("  ")),
  "one blank": cn(12, utf8(" ")),
  "lone number sign": cn(12, utf8("#")),
  "number sign in front": cn(12, utf8("#ab#")),
  "everything escaped": cn(12, utf8(` ,+"\\<>;=#/ `)),
  "control characters": cn(12, utf8("a\u0000b\n\u007f")),
  "empty value": cn(12, utf8("")),
  "blanks for the hash": cn(19, latin1("  A \t b  C ")),
  "bits as value": cn(3, Buffer.of(0, 1, 2, 3)),
  "a sequence as value": cn(0x30, Buffer.of(5, 0)),
  "empty subject": { subject: [], issuer: [[attribute("2.5.4.3", 12, utf8("ca"))]] },
  "unknown attribute": {
    subject: [[attribute("1.2.3.4.5", 12, utf8("x"))], [attribute("2.5.4.3", 12, utf8("y"))]],
  },
  "many kinds of attribute": {
    subject: [
      "2.5.4.6",
      "2.5.4.8",
      "2.5.4.7",
      "2.5.4.10",
      "2.5.4.11",
      "2.5.4.5",
      "2.5.4.9",
      "2.5.4.12",
      "2.5.4.17",
      "2.5.4.42",
    ]
      .concat(
        "2.5.4.4",
        "2.5.4.46",
        "2.5.4.65",
        "2.5.4.97",
        "0.9.2342.19200300.100.1.1",
        "0.9.2342.19200300.100.1.25",
      )
      .concat("1.2.840.113549.1.9.1", "1.3.6.1.4.1.311.60.2.1.3", "2.5.4.15", "1.2.840.113549.1.9.2")
      .map((id) => [attribute(id, 19, latin1("ab"))]),
  },
  "sets of several": {
    subject: [
      [attribute("2.5.4.10", 12, utf8("O"))],
      [
        attribute("2.5.4.3", 12, utf8("Zz")),
        attribute("2.5.4.3", 30, bmp("a")),
        attribute("2.5.4.11", 12, utf8("B")),
      ],
      [attribute("2.5.4.3", 12, utf8("last"))],
    ],
  },
  "far dates": dates(utcTime("500101000000Z"), generalizedTime("99991231235959Z")),
  "leap day": dates(utcTime("240229235959Z"), generalizedTime("20500228000000Z")),
  "UTC time of 2049": dates(utcTime("491231235959Z"), generalizedTime("20500101000000Z")),
  "every kind of alternative name": names(
    encode(0x82, [latin1("db.example.com")]),
    encode(0x82, [latin1("*.example.com")]),
    encode(0x87, [Buffer.of(10, 0, 0, 1)]),
    encode(0x87, [Buffer.from("20010db8000000000000ff0000428329", "hex")]),
    encode(0x87, [Buffer.alloc(16)]),
    encode(0x81, [latin1("dba@example.com")]),
    encode(0x86, [latin1("https://example.com/?a=b")]),
    encode(0x88, [Buffer.of(42, 3)]),
    directory,
    other,
  ),
  "many alternative names": names(
    ...Array.from({ length: 4000 }, (_, index) => encode(0x82, [latin1(`host${index}.example.com`)])),
  ),
  "all key usages": usage(7, 0xff, 0x80),
  "no key usage": usage(0),
  "signing only": usage(1, 0x06),
  "basic constraints without a word": constraints(),
  "path length": constraints(encode(Tag.boolean, [Buffer.of(255)]), encode(Tag.integer, [Buffer.of(3)])),
  purposes: purposes(
    "1.3.6.1.5.5.7.3.1",
    "1.3.6.1.5.5.7.3.2",
    "2.5.29.37.0",
    "1.3.6.1.4.1.311.20.2.2",
    "1.2.3.4",
  ),
  "a date before 1950": dates(generalizedTime("19400229120000Z"), generalizedTime("20491231235959Z")),
  "the first and the last date": dates(
    generalizedTime("10000101000000Z"),
    generalizedTime("99991231235959Z"),
  ),
  "no date": dates(utcTime("260132000000Z"), utcTime("soon")),
  "dates without seconds, and with an offset": dates(utcTime("2601010000Z"), utcTime("360101000000+0200")),
  "name in all alphabets": cn(12, utf8("Ελλάδα Россия مرحبا עברית हिन्दी 한국 🐘")),
  "universal name beyond BMP": cn(28, universal("🐘 東京")),
  "sets of many": {
    subject: [
      ["2.5.4.3", "2.5.4.10", "2.5.4.11", "1.2.3.4", "0.9.2342.19200300.100.1.1"].map((id) =>
        attribute(id, 12, utf8(`Wert+${id}`)),
      ),
    ],
  },
  "names that nobody uses": names(
    other,
    encode(0xa0, [
      objectId("1.3.6.1.4.1.311.20.2.3"),
      encode(0xa0, [encode(12, [utf8("älice@example.com")])]),
    ]),
    encode(0xa3, [encode(Tag.sequence, [])]),
    encode(0xa5, [encode(0xa1, [encode(12, [utf8("x")])])]),
    encode(0x88, [objectId("2.999.1.18446744073709551616").subarray(2)]),
    encode(0xa4, [
      encodeName([[attribute("2.5.4.10", 12, utf8("o"))], [attribute("2.5.4.3", 12, utf8("x"))]]),
    ]),
  ),
  "a chain's every extension": {
    extensions: [
      extension("2.5.29.19", true, encode(Tag.sequence, [encode(Tag.boolean, [Buffer.of(255)])])),
      extension("2.5.29.15", true, encode(Tag.bitString, [Buffer.of(1, 6)])),
      extension("2.5.29.14", false, encode(Tag.octetString, [Buffer.of(1, 2, 3)])),
      extension(
        "2.5.29.35",
        false,
        encode(Tag.sequence, [
          encode(0x80, [Buffer.of(4, 5, 6)]),
          encode(0xa1, [directory]),
          encode(0x82, [Buffer.of(0, 0xff, 1)]),
        ]),
      ),
      extension(
        "2.5.29.30",
        true,
        encode(Tag.sequence, [
          encode(0xa0, [
            encode(Tag.sequence, [encode(0x82, [latin1("example.com")])]),
            encode(Tag.sequence, [encode(0x87, [Buffer.of(10, 0, 0, 0, 255, 0, 0, 0)])]),
            encode(Tag.sequence, [
              encode(0x87, [Buffer.from(`20010db8${"0".repeat(24)}ffffffff${"0".repeat(24)}`, "hex")]),
            ]),
          ]),
          encode(0xa1, [
            encode(Tag.sequence, [encode(0x81, [latin1("example.org")])]),
            encode(Tag.sequence, [directory]),
          ]),
        ]),
      ),
      extension(
        "2.5.29.32",
        false,
        encode(
          Tag.sequence,
          ["2.5.29.32.0", "1.2.3.4"].map((id) => encode(Tag.sequence, [objectId(id)])),
        ),
      ),
      extension(
        "2.5.29.36",
        true,
        encode(Tag.sequence, [encode(0x80, [Buffer.of(3)]), encode(0x81, [Buffer.of(0)])]),
      ),
      extension(
        "2.5.29.31",
        false,
        encode(
          Tag.sequence,
          ["http://a.example/ca.crl", "ldap://b.example/"].map((uri) =>
            encode(Tag.sequence, [encode(0xa0, [encode(0xa0, [encode(0x86, [latin1(uri)])])])]),
          ),
        ),
      ),
      extension(
        "1.3.6.1.5.5.7.1.1",
        false,
        encode(
          Tag.sequence,
          ["1.3.6.1.5.5.7.48.1", "1.3.6.1.5.5.7.48.2"].map((id) =>
            encode(Tag.sequence, [objectId(id), encode(0x86, [latin1(`http://${id}/`)])]),
          ),
        ),
      ),
      extension("1.3.6.1.5.5.7.1.24", false, Buffer.of(0x30, 3, 2, 1, 5)),
      extension("2.5.29.54", true, Buffer.of(2, 1, 2)),
      extension("2.16.840.1.113730.1.1", false, Buffer.of(3, 2, 6, 0x40)),
    ],
  },
  "RSA 16384": { publicKey: rsaKey(2048) },
  "RSA of 512 bits": { publicKey: rsaKey(64) },
  "unknown critical extension": { extensions: [extension("1.2.3.4", true, Buffer.of(5, 0))] },
};

/** Certificates of which every byte is chosen. */
export const builtCertificates: readonly Sample[] = Object.entries(parts).map(([name, part]) => ({
  name,
  pem: pem("CERTIFICATE", buildCertificate(part)),
}));

/** Certificates that OpenSSL does not load. */
export const refusedCertificates: readonly Sample[] = Object.entries({
  "bytes as a name": cn(4, Buffer.of(1, 2, 3)),
  "a date as a name": cn(23, latin1("260101000000Z")),
  "a name that is no UTF-8": cn(12, Buffer.of(0xc3, 0x28)),
  "a BMP name of odd length": cn(30, Buffer.of(0, 65, 0)),
  "a BMP name with half a character": cn(30, Buffer.of(0xd8, 0x34)),
  "a universal name of odd length": cn(28, Buffer.of(0, 0, 65)),
  "a serial number with needless zeros": serial("0001"),
  "a serial number without digits": serial(""),
  "a key whose parameters are no value": { publicKey: publicKey(Buffer.of(1, 2, 0, 0)) },
  "bits that are no bits": { publicKey: publicKey(Buffer.of(5, 0), Buffer.of(9)) },
  "no public key": { publicKey: Buffer.of(5, 0) },
}).map(([name, part]) => ({ name, pem: pem("CERTIFICATE", buildCertificate(part)) }));

/** What openssl printed for a core set of built certificates, and certificates that it made itself: see record.ts. */
export const recordedCertificates: readonly (Sample & { facts: Comparable; made: boolean })[] = JSON.parse(
  readFileSync(new URL("recorded.json", import.meta.url), "utf8"),
);
