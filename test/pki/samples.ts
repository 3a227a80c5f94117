import { encode, Tag } from "../../server/src/pki/der.ts";
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
import { inFolder } from "./openssl.ts";

/** A certificate under a name that tells what is odd about it. */
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
      const octets = Buffer.alloc(4);
      octets.writeUInt32BE(character.codePointAt(0) ?? 0);
      return octets;
    }),
  );

const attribute = (id: string, tag: number, value: Uint8Array): Attribute => ({ id, tag, value });
const cn = (tag: number, value: Uint8Array): Parts => ({ subject: [[attribute("2.5.4.3", tag, value)]] });
const serial = (hexadecimal: string): Parts => ({ serial: Buffer.from(hexadecimal, "hex") });
const dates = (notBefore: Uint8Array, notAfter: Uint8Array): Parts => ({ notBefore, notAfter });
const names = (...values: Uint8Array[]): Parts => ({
  extensions: [extension("2.5.29.17", false, encode(Tag.sequence, values))],
});
const usage = (unused: number, ...octets: number[]): Parts => ({
  extensions: [extension("2.5.29.15", true, encode(Tag.bitString, [Buffer.of(unused, ...octets)]))],
});
const constraints = (...fields: Uint8Array[]): Parts => ({
  extensions: [extension("2.5.29.19", true, encode(Tag.sequence, fields))],
});
const purposes = (...ids: string[]): Parts => ({
  extensions: [extension("2.5.29.37", false, encode(Tag.sequence, ids.map(objectId)))],
});

const directory = encode(0xa4, [encodeName([[attribute("2.5.4.3", 12, utf8("x"))]])]);
const other = encode(0xa0, [objectId("1.2.3.4"), encode(0xa0, [encode(12, [utf8("hi")])])]);

const parts: Readonly<Record<string, Parts>> = {
  "version 1": { version: 1 },
  "serial zero": serial("00"),
  "serial of 20 octets": serial("7fffffffffffffffffffffffffffffffffffffff"),
  "serial of 40 octets": serial("11".repeat(40)),
  "serial with its highest bit set": serial("00ff00"),
  "negative serial": serial("fb"),
  "negative serial of two octets": serial("8000"),
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
  "unknown critical extension": { extensions: [extension("1.2.3.4", true, Buffer.of(5, 0))] },
};

/** Certificates of which every octet is chosen. */
export const builtCertificates: readonly Sample[] = Object.entries(parts).map(([name, part]) => ({
  name,
  pem: pem("CERTIFICATE", buildCertificate(part)),
}));

/** Certificates that OpenSSL does not load. */
export const refusedCertificates: readonly Sample[] = Object.entries({
  "octets as a name": cn(4, Buffer.of(1, 2, 3)),
  "a date as a name": cn(23, latin1("260101000000Z")),
  "a name that is no UTF-8": cn(12, Buffer.of(0xc3, 0x28)),
  "a BMP name of odd length": cn(30, Buffer.of(0, 65, 0)),
  "a universal name of odd length": cn(28, Buffer.of(0, 0, 65)),
  "a serial number with needless zeros": serial("0001"),
  "a serial number without digits": serial(""),
  "no public key": { publicKey: Buffer.of(5, 0) },
}).map(([name, part]) => ({ name, pem: pem("CERTIFICATE", buildCertificate(part)) }));

/** Options of `openssl genpkey`, and of the signature where it is not the usual one. */
const keys: Readonly<Record<string, readonly [genpkey: string, sign?: string]>> = {
  "RSA 1024": ["-algorithm RSA -pkeyopt rsa_keygen_bits:1024", "-sha1"],
  "RSA 2048": ["-algorithm RSA -pkeyopt rsa_keygen_bits:2048", "-sha256"],
  "RSA of an odd size": ["-algorithm RSA -pkeyopt rsa_keygen_bits:1030", "-sha384"],
  "RSA MD5": ["-algorithm RSA -pkeyopt rsa_keygen_bits:1024", "-md5"],
  "RSA SHA-3": ["-algorithm RSA -pkeyopt rsa_keygen_bits:1024", "-sha3-256"],
  "RSA with PSS": [
    "-algorithm RSA -pkeyopt rsa_keygen_bits:1024",
    "-sha512 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:20",
  ],
  "RSA-PSS": ["-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:1024", "-sha256"],
  "RSA-PSS bound to SHA-384": [
    "-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:1024 -pkeyopt rsa_pss_keygen_md:sha384 -pkeyopt rsa_pss_keygen_mgf1_md:sha384",
    "-sha384",
  ],
  Ed25519: ["-algorithm ED25519"],
  Ed448: ["-algorithm ED448"],
  ...Object.fromEntries(
    [
      "prime256v1",
      "secp384r1",
      "secp521r1",
      "secp256k1",
      "secp224r1",
      "brainpoolP256r1",
      "brainpoolP512t1",
      "sect233k1",
      "sect571r1",
    ].map((curve) => [
      `EC ${curve}`,
      [`-algorithm EC -pkeyopt ec_paramgen_curve:${curve}`, "-sha512"] as const,
    ]),
  ),
  "EC with spelt-out parameters": [
    "-algorithm EC -pkeyopt ec_paramgen_curve:secp384r1 -pkeyopt ec_param_enc:explicit",
    "-sha224",
  ],
  "EC with a compressed point": ["-algorithm EC -pkeyopt ec_paramgen_curve:P-256", "-sha1"],
};

/** Certificates that openssl makes, with every kind of key that it knows. */
export function opensslCertificates(): Sample[] {
  return inFolder(({ run, read }) => {
    run(..."genpkey -genparam -algorithm DSA -pkeyopt dsa_paramgen_bits:1024 -out dsa.pem".split(" "));
    const all = { ...keys, DSA: ["-paramfile dsa.pem", "-sha256"] as const };
    return Object.entries(all).map(([name, [genpkey, sign]]) => {
      run("genpkey", ...genpkey.split(" "), "-out", "whole.pem");
      const form = name.endsWith("compressed point") ? ["-ec_conv_form", "compressed"] : [];
      run("pkey", "-in", "whole.pem", ...form, "-out", "key.pem");
      run(
        ..."req -new -x509 -key key.pem -subj /O=Example/CN=db -days 9 -out cert.pem".split(" "),
        ...(sign?.split(" ") ?? []),
      );
      return { name, pem: read("cert.pem").toString() };
    });
  });
}
