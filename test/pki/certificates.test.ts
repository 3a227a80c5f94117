import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { pki } from "../../server/src/pki/index.ts";
import { askOpenssl, askPgssl, type Comparable } from "./comparable.ts";
import { hasOpenssl } from "./openssl.ts";
import { builtCertificates, opensslCertificates, refusedCertificates } from "./samples.ts";

const recorded: { name: string; pem: string; facts: Comparable }[] = JSON.parse(
  readFileSync(new URL("recorded.json", import.meta.url), "utf8"),
);

const decode = (pem: string) => {
  const [block] = pki.decode(Buffer.from(pem)).blocks;
  if (!block?.certificate) throw new Error(block?.problem);
  return block.certificate;
};

/** Undefined members are as good as absent ones, which JSON has not. */
const present = (facts: Comparable) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));

describe("certificates as openssl decodes them", () => {
  test.each(recorded)("recorded: $name", ({ pem, facts }) => {
    expect(present(askPgssl(decode(pem)))).toEqual(facts);
  });

  test.runIf(hasOpenssl).each(builtCertificates)("built: $name", ({ pem }) => {
    expect(present(askPgssl(decode(pem)))).toEqual(present(askOpenssl(pem)));
  });

  test.each(refusedCertificates)("refused: $name", ({ pem }) => {
    const [block] = pki.decode(Buffer.from(pem)).blocks;
    expect(block).toMatchObject({ label: "CERTIFICATE", problem: expect.any(String) });
    expect(block).not.toHaveProperty("certificate");
    expect(() => new X509Certificate(pem)).toThrow();
  });

  test.runIf(hasOpenssl)(
    "made by openssl: every kind of key and digest",
    () => {
      const made = opensslCertificates();
      expect(made.length).toBeGreaterThan(20);
      for (const { name, pem } of made) {
        expect
          .soft({ name, ...present(askPgssl(decode(pem))) })
          .toEqual({ name, ...present(askOpenssl(pem)) });
      }
    },
    60_000,
  );
});
