import fc from "fast-check";
import { Tag } from "../../server/src/pki/der.ts";
import { encode } from "../support/encode.ts";
import { extension, generalizedTime, objectId, type Parts, utcTime } from "./buildCertificate.ts";

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

/** The bytes of an INTEGER in their shortest form, of either sign. */
const serial = fc.bigInt({ min: -(2n ** 170n), max: 2n ** 170n }).map((value) => {
  let size = 1;
  while (value < -(2n ** BigInt(size * 8 - 1)) || value >= 2n ** BigInt(size * 8 - 1)) size++;
  const unsigned = value < 0n ? value + 2n ** BigInt(size * 8) : value;
  return Buffer.from(unsigned.toString(16).padStart(size * 2, "0"), "hex");
});

/** UTCTime reaches from 1950 to 2049. */
const time = fc
  .date({ min: new Date("1000-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true })
  .chain((date) => {
    const digits = date.toISOString().replace(/\D/g, "").slice(0, 14);
    const isShort = digits >= "1950" && digits < "2050";
    return fc
      .boolean()
      .map((short) => (short && isShort ? utcTime(`${digits.slice(2)}Z`) : generalizedTime(`${digits}Z`)));
  });

/** Text that is likely to hold what names escape, fold and trim. */
const text = fc.string({ unit: fc.constantFrom(...' ,+"\\<>;=#aAzZ\t\n0é€日\u0000\u007f'), maxLength: 6 });
const value = fc.oneof(
  text.map((value) => ({ tag: 12, value: Buffer.from(value, "utf8") })),
  text.map((value) => ({ tag: 30, value: Buffer.from(value, "utf16le").swap16() })),
  fc
    .tuple(fc.constantFrom(18, 19, 20, 22), text)
    .map(([tag, value]) => ({ tag, value: latin1(value.replace(/[€日]/g, "ß")) })),
);
const type = fc.constantFrom(
  "2.5.4.3",
  "2.5.4.10",
  "2.5.4.11",
  "0.9.2342.19200300.100.1.25",
  "1.2.3.4",
  "1.3.6.1.4.1.99999.1",
);
const attribute = fc.tuple(type, value).map(([id, rest]) => ({ id, ...rest }));
const name = fc.array(fc.array(attribute, { minLength: 1, maxLength: 3 }), { maxLength: 4 });

const bytes = (size: number) => fc.uint8Array({ minLength: size, maxLength: size });
const word = fc.string({ unit: fc.constantFrom(..."abcxyz019-"), minLength: 1, maxLength: 12 });
const oid = fc
  .array(fc.bigInt({ min: 0n, max: 2n ** 70n }), { maxLength: 4 })
  .map((arcs) => ["1", "3", "9", ...arcs].join("."));
const generalName = fc.oneof(
  word.map((text) => encode(0x82, [latin1(`${text}.example.com`)])),
  word.map((text) => encode(0x81, [latin1(`${text}@example.com`)])),
  word.map((text) => encode(0x86, [latin1(`https://${text}/`)])),
  fc.oneof(bytes(4), bytes(16)).map((address) => encode(0x87, [address])),
  oid.map((id) => encode(0x88, [objectId(id).subarray(2)])),
  word.map((text) => encode(0xa0, [objectId("1.3.9"), encode(0xa0, [encode(12, [latin1(text)])])])),
);

const purposes = ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.3", "2.5.29.37.0", "1.2.3.4"];
const usages = fc.tuple(fc.integer({ min: 1, max: 255 }), fc.boolean());
const wrapped = (id: string, parts: fc.Arbitrary<readonly Uint8Array[]>, tag: number = Tag.sequence) =>
  fc.tuple(fc.boolean(), parts).map(([critical, values]) => extension(id, critical, encode(tag, values)));

const extensions = fc
  .tuple(
    fc.option(wrapped("2.5.29.17", fc.array(generalName, { minLength: 1, maxLength: 8 }))),
    fc.option(
      usages.map(([first, second]) =>
        extension(
          "2.5.29.15",
          true,
          encode(Tag.bitString, [second ? Buffer.of(7, first, 0x80) : Buffer.of(0, first)]),
        ),
      ),
    ),
    fc.option(
      wrapped(
        "2.5.29.37",
        fc.subarray(purposes, { minLength: 1 }).map((ids) => ids.map(objectId)),
      ),
    ),
    fc.option(
      wrapped(
        "2.5.29.19",
        fc
          .nat(127)
          .map((length) => [encode(Tag.boolean, [Buffer.of(255)]), encode(Tag.integer, [Buffer.of(length)])]),
      ),
    ),
    fc.option(
      wrapped(
        "2.5.29.14",
        bytes(20).map((id) => [id]),
        Tag.octetString,
      ),
    ),
    fc.option(
      wrapped(
        "2.5.29.35",
        bytes(20).map((id) => [encode(0x80, [id])]),
      ),
    ),
    fc.option(oid.map((id) => extension(id, true, Buffer.of(5, 0)))),
  )
  .map((found) => found.filter((each) => each !== null));

/** Certificates of any serial number, dates, names and extensions. */
export const anyParts: fc.Arbitrary<Parts> = fc.record({
  serial,
  subject: name,
  issuer: name,
  notBefore: time,
  notAfter: time,
  extensions,
});
