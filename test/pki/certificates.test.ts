import { X509Certificate } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Tag } from "../../server/src/pki/der.ts";
import { pki } from "../../server/src/pki/index.ts";
import { encode } from "../support/encode.ts";
import { buildCertificate, pem } from "./buildCertificate.ts";
import { type Comparable, runOpenssl, runPgssl } from "./comparable.ts";
import { familyHere, hasOpenssl } from "./openssl.ts";
import { anyParts } from "./randomParts.ts";
import { builtCertificates, recordedCertificates, refusedCertificates } from "./samples.ts";

const decode = (pem: string) => {
  const [block] = pki.decode(Buffer.from(pem)).blocks;
  if (!block?.certificate) throw new Error(block?.problem);
  return block.certificate;
};

/** Undefined members are as good as absent ones, which JSON has not. */
const present = (facts: Comparable) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));

describe("certificates as openssl decodes them", () => {
  test.each(recordedCertificates)("recorded: $name", ({ pem, facts }) => {
    expect(present(runPgssl(decode(pem)))).toEqual(facts);
  });

  test.runIf(hasOpenssl).each(builtCertificates)("built: $name", ({ pem }) => {
    const certificate = decode(pem);
    if (familyHere === "3.5" && certificate.hasShortDate)
      expect(() => new X509Certificate(pem)).toThrow("too short");
    else expect(present(runPgssl(certificate))).toEqual(present(runOpenssl(pem)));
  });

  test.each([
    [Tag.utcTime, "260101000000Z", false],
    [Tag.utcTime, "2601010000+01", false],
    [Tag.utcTime, "2601010000Z", true],
    [Tag.utcTime, "260101000000", true],
    [Tag.generalizedTime, "20260101000000Z", false],
    [Tag.generalizedTime, "20260101000000", true],
    [Tag.generalizedTime, "202601010000Z", true],
  ])("with a date of tag %i, %s, OpenSSL 3.5 refuses them: %s", (tag, text, isShort) => {
    const notAfter = encode(tag, [Buffer.from(text)]);
    const made = pem("CERTIFICATE", buildCertificate({ notAfter }));
    expect(decode(made).hasShortDate ?? false).toBe(isShort);
    const load = () => new X509Certificate(made);
    if (familyHere === "3.5" && isShort) expect(load).toThrow("too short");
    else expect(load).not.toThrow();
  });

  test.runIf(hasOpenssl)("made by openssl: every kind of key and digest", () => {
    const made = recordedCertificates.filter((sample) => sample.made);
    expect(made.length).toBeGreaterThan(20);
    for (const { name, pem } of made) {
      expect.soft({ name, ...present(runPgssl(decode(pem))) }).toEqual({ name, ...present(runOpenssl(pem)) });
    }
  });

  test.runIf(hasOpenssl)("any serial number, dates, names and extensions", () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const text = pem("CERTIFICATE", buildCertificate(parts));
        expect(present(runPgssl(decode(text)))).toEqual(present(runOpenssl(text)));
      }),
      { numRuns: 40 },
    );
  });

  test.each(refusedCertificates)("refused: $name", ({ pem }) => {
    const [block] = pki.decode(Buffer.from(pem)).blocks;
    expect(block).toMatchObject({ label: "CERTIFICATE", problem: expect.any(String) });
    expect(block).not.toHaveProperty("certificate");
    expect(() => new X509Certificate(pem)).toThrow();
  });
});
