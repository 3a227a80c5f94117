import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { describePem } from "../../server/src/cli/inspect/fileText.ts";
import { relate } from "../../server/src/cli/inspect/relations.ts";
import { describeRelations } from "../../server/src/cli/inspect/relationsText.ts";
import { pemToJson } from "../../server/src/cli/inspect/toJson.ts";
import { pki } from "../../server/src/pki/index.ts";
import { materialBytes } from "../support/fixtures/materials.ts";
import { buildCertificate, buildCrl, extension, pem, testKey, utcTime } from "./buildCertificate.ts";
import { builtCertificates } from "./samples.ts";

const decode = (content: string | Uint8Array) => pki.decode(Buffer.from(content));
const rich = builtCertificates.find(({ name }) => name === "every kind of alternative name")?.pem ?? "";
const now = Date.UTC(2035, 11, 1);

/** The lines of a description as name and value. */
const rows = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/^ {4,8}(\S.*?): +(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );

describe("the description of a file", () => {
  test("of a certificate", () => {
    const text = describePem(decode(rich), pki, now);
    expect(text).toMatch(/^Certificate: self-signed leaf\n/);
    expect(text).toContain("expires in 31 days");
    expect(rows(text)).toMatchObject({
      Version: "3",
      "Serial Number": "01",
      "Signature Algorithm": "ecdsa-with-SHA256",
      Issuer: "CN=test (itself)",
      "Not Before": "2026-01-01 00:00:00 UTC",
      "Not After": "2036-01-01 00:00:00 UTC (expires in 31 days)",
      Subject: "CN=test",
      "Subject Public Key Info": "EC, prime256v1 (256 bits)",
      Lines: expect.stringMatching(/^1 to \d+$/),
    });
    expect(rows(text)["Subject Alternative Name"]).toContain(
      "IP Address:10.0.0.1, IP Address:2001:db8::ff00:42:8329, IP Address:::, email:dba@example.com",
    );
    for (const digest of ["sha256", "sha1"]) {
      const bytes = createHash(digest)
        .update(decode(rich).blocks[0]?.certificate?.der ?? "")
        .digest("hex");
      expect(text).toContain(bytes.toUpperCase().match(/../g)?.join(":"));
    }
  });

  test.each([
    [Date.UTC(2020, 0, 1), "not yet valid: begins in 2192 days"],
    [Date.UTC(2036, 0, 2), "expired 1 day ago"],
  ])("of its validity", (moment, words) => {
    expect(describePem(decode(rich), pki, moment)).toContain(words);
  });

  test("of a broken extension", () => {
    const der = buildCertificate({ extensions: [extension("2.5.29.15", true, Buffer.of(5, 0))] });
    const text = describePem(decode(der), pki, now);
    expect(rows(text)).toMatchObject({
      Broken: "key usage (OpenSSL refuses every chain with the certificate)",
    });
  });

  test("of dates that OpenSSL does not take", () => {
    const shown = (content: string): Record<string, string> =>
      rows(describePem(decode(buildCertificate({ notAfter: utcTime(content) })), pki, now));
    expect(shown("361301000000Z")).toMatchObject({
      "Not After": "an impossible date",
      Broken: expect.stringMatching(/^validity /),
    });
    expect(shown("3601010000Z")).toMatchObject({
      "Not After": expect.stringMatching(/^2036-01-01 00:00:00 UTC/),
      Broken: expect.stringMatching(/^validity /),
    });
    expect(shown("360101020000+0200")).toMatchObject({
      "Not After": expect.stringMatching(/^2036-01-01 00:00:00 UTC/),
    });
    expect(shown("360101000000Z")).not.toHaveProperty("Broken");
  });

  test("of keys, lists, parameters and broken blocks", () => {
    const key = testKey.privateKey.export({ format: "pem", type: "pkcs8" }).toString();
    const crl = pem("X509 CRL", buildCrl([Buffer.of(1)], { nextUpdate: utcTime("360101000000Z") }));
    const text = describePem(decode(`${key}${crl}-----BEGIN CERTIFICATE-----\n`), pki, now);
    const [first = "", second = "", third = ""] = text.split("\n\n");
    expect(rows(first)).toMatchObject({
      "PEM Label": "PRIVATE KEY",
      "Private-Key": "EC, prime256v1 (256 bits)",
      Encrypted: "no",
    });
    expect(rows(second)).toMatchObject({
      Issuer: "CN=test",
      "Revoked Certificates": "1 certificate",
      "Next Update": "2036-01-01 00:00:00 UTC (in 31 days)",
    });
    expect(rows(third)).toMatchObject({ Problem: "its END mark is missing" });
  });

  test("of what is not PEM", () => {
    expect(describePem(decode(""), pki, now)).toBe("The file is empty.");
    expect(describePem(decode(buildCertificate()), pki, now)).toMatch(
      /^A certificate in DER form.*\n\nCertificate: /,
    );
  });

  test("holds no character that drives a terminal", () => {
    const value = Buffer.from("\u001b[2J\nSubject CN=other");
    const der = buildCertificate({ subject: [[{ id: "2.5.4.3", tag: 12, value }]] });
    expect(describePem(decode(der), pki, now)).not.toMatch(/[^\P{C}\n]/u);
    expect(rows(describePem(decode(der), pki, now)).Subject).toBe(
      "CN=\\1B[2J\\0ASubject CN=other (CN=\\x1b[2J\\nSubject CN=other)",
    );
  });
});

describe("how files belong together", () => {
  const cn = (name: string) => [[{ id: "2.5.4.3", tag: 12, value: Buffer.from(name) }]];
  const links = Array.from({ length: 40 }, (_, at) =>
    buildCertificate({ subject: cn(`link ${at}`), issuer: cn(`link ${Math.min(at + 1, 39)}`) }),
  );

  test("of a long chain, each certificate is signed by the next", () => {
    const file = decode(links.map((der) => pem("CERTIFICATE", der)).join(""));
    const { certificates } = relate([{ path: "chain", file }], pki);
    expect(certificates.map(({ issuedBy }) => issuedBy?.block)).toEqual([
      ...Array.from({ length: 39 }, (_, at) => at + 1),
      undefined,
    ]);
    expect(certificates.filter(({ selfSigned }) => selfSigned)).toHaveLength(1);
    expect(describePem(file, pki, now)).toContain("number 40 of 40 in the file");
  });

  test("a name proves nothing where the signature does not verify", () => {
    const forged = Buffer.from(links[0] ?? "");
    forged[forged.length - 5] = (forged[forged.length - 5] ?? 0) ^ 1;
    const file = decode([forged, links[1] ?? forged].map((der) => pem("CERTIFICATE", der)).join(""));
    expect(relate([{ path: "chain", file }], pki).certificates[0]?.issuedBy).toBeNull();
  });

  test("an issuer is known by name where the signature cannot be checked", () => {
    const [unchecked, issuer] = ["unknown-signature-leaf", "intermediate"].map(materialBytes);
    const [list, root] = ["unknown-signature-crl", "unknown-signature-root"].map(materialBytes);
    const files = [unchecked, issuer, list, root].map((bytes, at) => ({
      path: `${at}`,
      file: pki.decode(bytes ?? Buffer.of()),
    }));
    const { certificates, crls } = relate(files, pki);
    expect(
      [...certificates, ...crls].map(({ issuedBy, mayBeIssuedBy }) => [issuedBy?.path, mayBeIssuedBy?.path]),
    ).toEqual([
      [undefined, "1"],
      ["3", undefined],
      [undefined, "3"],
      [undefined, "3"],
    ]);
    const text = describeRelations(relate(files, pki), files, now);
    expect(text).toContain("maybe CN=Intermediate (1): the signature cannot be checked here");
  });

  test("only so many are compared, and that is shown", () => {
    const file = decode(pem("CERTIFICATE", links[0] ?? Buffer.of()).repeat(501));
    const files = [{ path: "bundle", file }];
    const relations = relate(files, pki);
    expect(relations).toMatchObject({ complete: false, certificates: { length: 500 } });
    expect(describeRelations(relations, files, now)).toMatch(/^How the first of them belong together\n/);
  });
});

describe("a file as JSON", () => {
  test("has dates as people write them and no encodings", () => {
    const json = pemToJson(decode(rich));
    expect(json).toMatchObject({
      form: "pem",
      blocks: [{ certificate: { notAfter: "2036-01-01T00:00:00.000Z", serialNumber: "01" } }],
    });
    expect(JSON.stringify(json)).not.toContain('"der"');
  });

  test("lists revoked serial numbers", () => {
    expect(pemToJson(decode(buildCrl([Buffer.of(5)])))).toMatchObject({
      form: "der-crl",
      der: { crl: { revokedSerialNumbers: ["05"], revokedCount: 1 } },
    });
  });
});
