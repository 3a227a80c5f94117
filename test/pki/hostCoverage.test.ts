import { describe, expect, test } from "vitest";
import { coversHost } from "../../server/src/core/x509/hostCoverage.ts";
import { pki } from "../../server/src/pki/index.ts";
import { materialBytes } from "../support/fixtures/materials.ts";
import { hasOpenssl, openssl } from "./openssl.ts";

const certificates = ["leaf", "wildcard-leaf", "addressed-leaf", "no-names", "intermediate"];
const hosts = [
  "db.example.com",
  "DB.Example.com",
  "example.com",
  "a.db.example.com",
  "localhost",
  "Intermediate",
  "10.0.0.5",
  "10.0.0.6",
];

describe.skipIf(!hasOpenssl).each(certificates)("%s", (name) => {
  const [certificate] = pki.decode(materialBytes(name)).blocks.flatMap((block) => block.certificate ?? []);

  test.each(hosts)("covers %s or not, as openssl says", (host) => {
    const option = /^\d/.test(host) ? "-checkip" : "-checkhost";
    const output = openssl(["x509", "-noout", option, host], materialBytes(name)).toString();
    expect(certificate && coversHost(certificate, host), output).toBe(!output.includes("NOT"));
  });
});
