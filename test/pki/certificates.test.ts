import { X509Certificate } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pki } from "../../server/src/pki/index.ts";
import { buildCertificate, pem } from "./buildCertificate.ts";
import { askOpenssl, askPgssl, type Comparable } from "./comparable.ts";
import { hasOpenssl } from "./openssl.ts";
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
    expect(present(askPgssl(decode(pem)))).toEqual(facts);
  });

  test.runIf(hasOpenssl).each(builtCertificates)("built: $name", ({ pem }) => {
    expect(present(askPgssl(decode(pem)))).toEqual(present(askOpenssl(pem)));
  });

  test.runIf(hasOpenssl)("made by openssl: every kind of key and digest", () => {
    const made = recordedCertificates.filter((sample) => sample.made);
    expect(made.length).toBeGreaterThan(20);
    for (const { name, pem } of made) {
      expect.soft({ name, ...present(askPgssl(decode(pem))) }).toEqual({ name, ...present(askOpenssl(pem)) });
    }
  });

  test.runIf(hasOpenssl)(
    "any serial number, dates, names and extensions",
    () => {
      fc.assert(
        fc.property(anyParts, (parts) => {
          const text = pem("CERTIFICATE", buildCertificate(parts));
          expect(present(askPgssl(decode(text)))).toEqual(present(askOpenssl(text)));
        }),
        { numRuns: 40 },
      );
    },
    60_000,
  );

  test.each(refusedCertificates)("refused: $name", ({ pem }) => {
    const [block] = pki.decode(Buffer.from(pem)).blocks;
    expect(block).toMatchObject({ label: "CERTIFICATE", problem: expect.any(String) });
    expect(block).not.toHaveProperty("certificate");
    expect(() => new X509Certificate(pem)).toThrow();
  });
});
