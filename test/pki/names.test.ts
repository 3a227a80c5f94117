import { describe, expect, test } from "vitest";
import { readableName } from "../../server/src/core/features/describe/describeName.ts";
import { withoutControls } from "../../server/src/core/model/withoutControls.ts";
import { isSameName } from "../../server/src/core/x509/sameName.ts";
import { pki } from "../../server/src/pki/index.ts";
import { type Attribute, buildCertificate, pem } from "./buildCertificate.ts";

const decode = (der: Buffer) => pki.decode(Buffer.from(pem("CERTIFICATE", der))).blocks[0]?.certificate;

describe("distinguished names", () => {
  const cn = (value: string): Attribute => ({ id: "2.5.4.3", tag: 12, value: Buffer.from(value, "utf8") });

  test("the common name is the first one, as PostgreSQL reads it", () => {
    expect(decode(buildCertificate({ subject: [[cn("first")], [cn("second")]] }))?.subject.commonName).toBe(
      "first",
    );
    expect(decode(buildCertificate({ subject: [] }))?.subject).toEqual({
      text: "",
      relativeNames: [],
      canonical: "",
    });
  });

  test.each([
    [[[cn("A  b ")]], [[cn("a B")]], true],
    [[[cn("a")]], [[{ id: "2.5.4.3", tag: 30, value: Buffer.of(0, 0x41) }]], true],
    [[[cn("a")]], [[cn("b")]], false],
  ])("names are the same as OpenSSL compares them (case %#)", (subject, issuer, selfIssued) => {
    const certificate = decode(buildCertificate({ subject, issuer }));
    expect(certificate?.selfIssued).toBe(selfIssued);
    expect(certificate && isSameName(certificate.subject, certificate.issuer)).toBe(selfIssued);
  });

  test("people see letters, and nothing that drives their terminal", () => {
    const subject = decode(
      buildCertificate({ subject: [[cn("Zürich, 東京")], [cn("\u001b[31m\u202ered")]] }),
    )?.subject;
    expect(subject && withoutControls(readableName(subject))).toBe(
      "CN=\\x1b[31m\\u{202e}red, CN=Zürich\\, 東京",
    );
  });
});
