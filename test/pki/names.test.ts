import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pki } from "../../server/src/pki/index.ts";
import { printable, readableName } from "../../server/src/pki/names.ts";
import { type Attribute, buildCertificate, pem } from "./buildCertificate.ts";
import { hasOpenssl, openssl } from "./openssl.ts";

const decode = (der: Buffer) => pki.decode(Buffer.from(pem("CERTIFICATE", der))).blocks[0]?.certificate;

/** Text that is likely to hold what names escape, fold and trim. */
const text = fc.string({ unit: fc.constantFrom(...' ,+"\\<>;=#aAzZ\t\n0é€日\u0000\u007f'), maxLength: 6 });
const latin = text.map((value) => Buffer.from(value.replace(/[€日]/g, "ß"), "latin1"));

const value = fc.oneof(
  fc.record({ tag: fc.constant(12), value: text.map((value) => Buffer.from(value, "utf8")) }),
  fc.record({ tag: fc.constant(30), value: text.map((value) => Buffer.from(value, "utf16le").swap16()) }),
  fc.record({ tag: fc.constantFrom(18, 19, 20, 22), value: latin }),
);
const type = fc.constantFrom(
  "2.5.4.3",
  "2.5.4.10",
  "2.5.4.11",
  "0.9.2342.19200300.100.1.25",
  "1.2.3.4",
  "1.3.6.1.4.1.99999.1",
);
const attribute: fc.Arbitrary<Attribute> = fc.tuple(type, value).map(([id, rest]) => ({ id, ...rest }));
const name = fc.array(fc.array(attribute, { minLength: 1, maxLength: 3 }), { maxLength: 4 });

describe("distinguished names", () => {
  test.runIf(hasOpenssl)(
    "any name reads and hashes as in openssl",
    () => {
      fc.assert(
        fc.property(name, (subject) => {
          const der = buildCertificate({ subject, issuer: [] });
          const certificate = decode(der);
          const asked = openssl(
            "x509 -inform DER -noout -nameopt RFC2253 -subject -subject_hash".split(" "),
            der,
          );
          const [, expected, hash] = /^subject=(.*)\n([0-9a-f]{8})\n$/.exec(asked.toString("latin1")) ?? [];
          expect(certificate?.subject.text).toBe(expected);
          expect(certificate && pki.nameHash(certificate, "subject")).toBe(hash);
        }),
        { numRuns: 60, seed: 4 },
      );
    },
    30_000,
  );

  const cn = (value: string): Attribute => ({ id: "2.5.4.3", tag: 12, value: Buffer.from(value, "utf8") });

  test("the common name is the first one, as PostgreSQL asks for it", () => {
    expect(decode(buildCertificate({ subject: [[cn("first")], [cn("second")]] }))?.subject.commonName).toBe(
      "first",
    );
    expect(decode(buildCertificate({ subject: [] }))?.subject).toEqual({ text: "", relativeNames: [] });
  });

  test.each([
    [[[cn("A  b ")]], [[cn("a B")]], true],
    [[[cn("a")]], [[{ id: "2.5.4.3", tag: 30, value: Buffer.of(0, 0x41) }]], true],
    [[[cn("a")]], [[cn("b")]], false],
  ])("names are the same as OpenSSL compares them (case %#)", (subject, issuer, selfIssued) => {
    expect(decode(buildCertificate({ subject, issuer }))?.selfIssued).toBe(selfIssued);
  });

  test("people see letters, and nothing that drives their terminal", () => {
    const subject = decode(
      buildCertificate({ subject: [[cn("Zürich, 東京")], [cn("\u001b[31m\u202ered")]] }),
    )?.subject;
    expect(subject && printable(readableName(subject))).toBe("CN=\ufffd[31m\ufffdred, CN=Zürich\\, 東京");
  });
});
