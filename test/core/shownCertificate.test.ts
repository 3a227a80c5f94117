import { expect, test } from "vitest";
import type { Certificate } from "../../server/src/core/pki.ts";
import {
  shownCertificate,
  shownCertificates,
  shownIssuer,
} from "../../server/src/core/ruleKit/shownCertificate.ts";

const named = (text: string, commonName?: string): Certificate =>
  ({
    serialNumber: "0a",
    subject: { text, relativeNames: [], canonical: text, ...(commonName && { commonName }) },
    issuer: { text, relativeNames: [], canonical: text, ...(commonName && { commonName }) },
  }) as unknown as Certificate;

const long = "CN=Issuing CA 01,OU=Public Key Infrastructure,O=Example,C=DE";

test.each([
  [
    "the whole of a short subject",
    named("CN=db.example.com,O=Example", "db.example.com"),
    "CN=db.example.com,O=Example",
  ],
  ["the common name of a long one", named(long, "Issuing CA 01"), "CN=Issuing CA 01"],
  ["the start of a long one without common name", named(`O=${"x".repeat(60)}`), `O=${"x".repeat(35)}...`],
  [
    "the start of a long common name",
    named(`CN=${"x".repeat(60)}`, "x".repeat(60)),
    `CN=${"x".repeat(34)}...`,
  ],
  ["the serial number where there is no subject", named(""), "the certificate with serial number 0a"],
])("messages show %s", (_, certificate, shown) => {
  expect(shownCertificate(certificate)).toBe(shown);
});

test("messages show the issuer in the same way", () => {
  expect(shownIssuer(named(long, "Issuing CA 01"))).toBe("CN=Issuing CA 01");
  expect(shownIssuer(named(""))).toBe("an issuer without a name");
});

test("messages show the first of several certificates", () => {
  const [first, second] = [named("CN=A"), named("CN=B")];
  expect([[], [first], [first, second]].map(shownCertificates)).toEqual(["", "CN=A", "CN=A and 1 more"]);
});
