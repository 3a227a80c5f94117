import { beforeAll, expect, test } from "vitest";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { type CertificateFiles, createCertificateFiles } from "../../support/certificates.ts";
import { openFiles } from "../../support/openService.ts";

let pem: CertificateFiles;
beforeAll(async () => {
  pem = await createCertificateFiles();
});

const base64 = (text: string) => Buffer.from(text).toString("base64");
const indented = (text: string, blanks: string) => text.trimEnd().replace(/^/gm, blanks);

/** The hover on each line that holds a text; `undefined` for none. */
async function hoversOn(
  text: string,
  mark: string,
  settings = {},
  language: "yaml" | "shellscript" = "yaml",
) {
  const { service } = openFiles({}, settings);
  const uri = "file:///repo/secret.yaml";
  const document = new SourceDocument(uri, language, 1, text);
  service.open(document);
  const line = document.lines.findIndex((one) => one.includes(mark));
  expect(line).toBeGreaterThanOrEqual(0);
  return (await service.hover(uri, { line, character: 12 }))?.markdown;
}

const secret = () => `apiVersion: v1
kind: Secret
metadata:
  name: orders-tls
data:
  ca.crt: ${base64(pem.root)}
  tls.crt: "${base64(pem.serverChain)}"
  tls.key: ${base64(pem.serverKey)}
  other.key: |
    ${base64(pem.otherKey)
      .replace(/(.{64})/g, "$1\n    ")
      .trimEnd()}
---
kind: ConfigMap
data:
  root.crt: |
${indented(pem.root, "    ")}
`;

test.each([
  ["ca.crt:", /Test Root/],
  ["tls.crt:", /db\.example\.com/],
  ["tls.key:", /Matches.*db\.example\.com.*in the same document/],
  ["-----END CERT", /Test Root/],
])("a hover on %s says what is decoded", async (mark, words) => {
  expect((await hoversOn(secret(), mark))?.replaceAll("\\", "")).toMatch(words);
});

test.each([
  ["on one line", (text: string) => text.replaceAll("\n", "\\n")],
  ["over several", (text: string) => text.trimEnd().replaceAll("\n", "\\n\\\n      ")],
])("a hover on PEM in quotes, %s", async (_, quoted) => {
  const text = `kind: Secret\nstringData:\n  ca.crt: "${quoted(pem.root)}"\n  a: b\n`;
  expect(await hoversOn(text, "ca.crt")).toMatch(/Test Root/);
  expect(await hoversOn(text, "a: b")).toBeUndefined();
  const key = `kind: Secret\nstringData:\n  tls.key: "${quoted(pem.otherKey)}"\n`;
  const shown = (await hoversOn(key, "tls.key")) ?? "";
  expect(shown).toMatch(/[Pp]rivate key/);
  for (const line of pem.otherKey.split("\n").filter((one) => /^[A-Za-z0-9+/=]{10}/.test(one)))
    expect(shown).not.toContain(line);
});

test("of a key it shows nothing of the material, and of one that belongs to nothing no certificate", async () => {
  const line = base64(pem.otherKey).slice(128, 192);
  const shown = (await hoversOn(secret(), line)) ?? "";
  expect(shown).toMatch(/EC|P-256|prime256v1/);
  expect(shown).not.toContain("Matches");
  for (const part of [pem.otherKey, base64(pem.otherKey)].join("\n").match(/[A-Za-z0-9+/]{24,}/g) ?? [])
    expect(shown).not.toContain(part.slice(0, 24));
});

test.each([
  ["untrusted workspaces", () => secret(), { trusted: false }, "yaml" as const],
  ["YAML that is none of ours", () => secret().replace(/kind: \w+/g, "kind: Pod"), {}, "yaml" as const],
  [
    "Base64 of something else",
    () => secret().replace(/ca\.crt: .*/, `ca.crt: ${base64("x".repeat(90))}`),
    {},
    "yaml" as const,
  ],
  ["scripts", () => secret(), {}, "shellscript" as const],
])("there is none in %s", async (_, text, settings, language) => {
  expect(await hoversOn(text(), "ca.crt:", settings, language)).toBeUndefined();
});

test("PEM in a block of a manifest with configuration has its hover, one block at a time", async () => {
  const text = `kind: ConfigMap
data:
  pg_hba.conf: |
    hostssl all all all cert
  server.crt: |
${indented(pem.serverChain, "    ")}
`;
  const lines = text.split("\n");
  const second = lines.findLastIndex((line) => line.includes("BEGIN"));
  expect(await hoversOn(text, "BEGIN")).toContain("db.example.com");
  expect(await hoversOn(text, lines[second + 1] ?? "")).toContain("Test Intermediate");
});
