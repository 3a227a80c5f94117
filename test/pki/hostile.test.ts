import { X509Certificate } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describePem } from "../../server/src/cli/inspect/fileText.ts";
import { relate } from "../../server/src/cli/inspect/relations.ts";
import { describeRelations } from "../../server/src/cli/inspect/relationsText.ts";
import { pemToJson } from "../../server/src/cli/inspect/toJson.ts";
import { Tag } from "../../server/src/pki/der.ts";
import { pki } from "../../server/src/pki/index.ts";
import { encode } from "../support/encode.ts";
import { buildCertificate, buildCrl, pem, testKey, utcTime } from "./buildCertificate.ts";
import { familyHere } from "./openssl.ts";
import { builtCertificates, recordedCertificates } from "./samples.ts";

const key = testKey.privateKey.export({ format: "der", type: "pkcs8" });
const rich = builtCertificates.find(({ name }) => name === "every kind of alternative name")?.pem ?? "";
const crl = buildCrl([Buffer.of(1), Buffer.of(2)], { nextUpdate: utcTime("270101000000Z") });
const seeds: readonly Buffer[] = [
  buildCertificate(),
  Buffer.from(rich),
  crl,
  Buffer.from(pem("X509 CRL", crl)),
  key,
  Buffer.from(pem("PRIVATE KEY", key)),
];

/** Everything that may be done with a file; the point is that it comes back, soon, with plain values. */
function useAll(content: Uint8Array): void {
  const file = pki.decode(Buffer.from(content));
  const problems = new Set<string>();
  const inspected = [{ path: "file", file }];
  describePem(file, pki, 0);
  describeRelations(relate(inspected, pki), inspected, 0);
  JSON.stringify(pemToJson(file));
  for (const { certificate, crl, problem, key } of [...file.blocks, { problem: undefined, ...file.der }]) {
    if (certificate) pki.isSignedBy(certificate, certificate);
    if (certificate) expect(pki.nameHash(certificate, "subject")).toMatch(/^[0-9a-f]{8}$/);
    if (crl) expect(pki.nameHash(crl, "crl-issuer")).toMatch(/^[0-9a-f]{8}$/);
    const words = problem ?? key?.problem;
    if (words !== undefined) problems.add(words);
  }
  for (const words of problems) expect(words).toMatch(/^[A-Za-z0-9 ,'#()-]{5,90}$/);
}

/** The longest that one call may keep the processor, in milliseconds: time on the clock says little of a busy machine. */
const limit = 2000;

const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

function timed(content: Uint8Array): void {
  const start = processorTime();
  useAll(content);
  expect(processorTime() - start).toBeLessThan(limit);
}

/** Whether the OpenSSL inside Node loads a certificate. */
/** Whether a certificate is decoded, and one that this OpenSSL loads. */
function isDecoded(der: Buffer): boolean {
  const { certificate } = pki.decode(der).der ?? {};
  return certificate !== undefined && !(familyHere === "3.5" && certificate.hasShortDate);
}

function isLoaded(der: Buffer): boolean {
  try {
    return new X509Certificate(der).raw.length > 0;
  } catch {
    return false;
  }
}

describe("malformed input", () => {
  test.each(seeds.map((seed, index) => [index, seed] as const))("cut at every byte (file %i)", (_, seed) => {
    for (let length = 0; length <= seed.length; length++) timed(seed.subarray(0, length));
  });

  test("cut at every byte inside the block", () => {
    for (const [label, der] of [
      ["CERTIFICATE", buildCertificate()],
      ["X509 CRL", crl],
      ["PRIVATE KEY", key],
    ] as const) {
      for (let length = 0; length < der.length; length++) {
        const [block] = pki.decode(Buffer.from(pem(label, der.subarray(0, length)))).blocks;
        expect(block?.problem ?? block?.key?.problem).toEqual(expect.any(String));
      }
    }
  });

  const edit = fc.record({
    at: fc.nat(4000),
    remove: fc.oneof(fc.constantFrom(0, 1), fc.nat(80)),
    insert: fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc
        .constantFrom("\n", "-----", "\n-----END CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----\n", ":")
        .map((text) => Buffer.from(text)),
    ),
  });

  test("changed anywhere, in PEM and in DER", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        (seed, edits) => {
          let content: Buffer = seed;
          for (const { at, remove, insert } of edits) {
            const start = at % (content.length + 1);
            content = Buffer.concat([content.subarray(0, start), insert, content.subarray(start + remove)]);
          }
          timed(content);
          timed(Buffer.from(pem("CERTIFICATE", content)));
          timed(Buffer.from(pem("PRIVATE KEY", content)));
        },
      ),
      { numRuns: 700 },
    );
  });

  test("a certificate with changed bytes decodes if, and only if, OpenSSL loads it", () => {
    const change = fc.record({ at: fc.nat(3000), byte: fc.nat(255) });
    fc.assert(
      fc.property(
        fc.constantFrom(...recordedCertificates),
        fc.array(change, { minLength: 1, maxLength: 2 }),
        ({ pem }, changes) => {
          const der = Buffer.from(pem.replace(/-----.*-----/g, ""), "base64");
          for (const { at, byte } of changes) der[at % der.length] = byte;
          expect(isDecoded(der)).toBe(isLoaded(der));
        },
      ),
      { numRuns: 600 },
    );
  });

  test.each(["every kind of alternative name", "sets of several"])(
    "with any one bit flipped, the certificate with %s decodes if, and only if, OpenSSL loads it",
    (name) => {
      const { pem = "" } = recordedCertificates.find((sample) => sample.name === name) ?? {};
      const der = Buffer.from(pem.replace(/-----.*-----/g, ""), "base64");
      for (let bit = 0; bit < der.length * 8; bit++) {
        const flipped = Buffer.from(der);
        flipped[bit >> 3] = (der[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(isDecoded(flipped), `bit ${bit}`).toBe(isLoaded(flipped));
      }
    },
  );

  test("bytes of any kind", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), timed), { numRuns: 500 });
  });

  const mebibyte = 1024 * 1024;
  const nested = (depth: number): Buffer => {
    let value: Buffer = Buffer.of(5, 0);
    for (let level = 0; level < depth; level++) value = encode(Tag.sequence, [value]);
    return value;
  };

  test.each([
    ["nothing but BEGIN marks", "-----BEGIN CERTIFICATE-----\n".repeat(35_000)],
    ["nothing but empty blocks", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n".repeat(18_000)],
    ["one endless line", `-----BEGIN ${"A".repeat(4 * mebibyte)}`],
    ["one endless body", `-----BEGIN CERTIFICATE-----\n${"MIIB".repeat(mebibyte)}`],
    ["dashes", "-".repeat(4 * mebibyte)],
    ["blank lines", "\n".repeat(4 * mebibyte)],
    ["header lines", `-----BEGIN RSA PRIVATE KEY-----\n${"A: b\n".repeat(200_000)}`],
    ["zeros", Buffer.alloc(4 * mebibyte)],
    ["deep nesting", nested(3000)],
    [
      "deep nesting as a certificate",
      pem("CERTIFICATE", encode(Tag.sequence, [nested(3000), nested(3), nested(3)])),
    ],
    [
      "a serial number of a mebibyte",
      pem("CERTIFICATE", buildCertificate({ serial: Buffer.alloc(mebibyte, 0x8f) })),
    ],
    [
      "a list of long serial numbers",
      pem("X509 CRL", buildCrl([Buffer.alloc(mebibyte, 0x8f), Buffer.alloc(mebibyte, 0x8e)])),
    ],
    ["a key of a mebibyte", pem("PRIVATE KEY", encode(Tag.sequence, [Buffer.alloc(mebibyte, 1)]))],
    ["many small certificates", pem("CERTIFICATE", buildCertificate()).repeat(200)],
  ])("%s", (_, content) => {
    const start = processorTime();
    useAll(Buffer.from(content));
    expect(processorTime() - start).toBeLessThan(2 * limit);
  });
});
