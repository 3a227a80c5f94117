import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { Relations } from "../../server/src/cli/inspect/relations.ts";
import { createCertificate, createCrl, createKey } from "../../server/src/pki/create.ts";
import { toPrivateKeyPem } from "../../server/src/pki/privateKeys.ts";
import { toPem } from "../../server/src/pki/toPem.ts";
import { runCli } from "../support/runCli.ts";

const day = 86_400_000;
const start = new Date(Date.now() - day);
const end = new Date(Date.now() + 100 * day + 3_600_000);

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-inspect-"));
  const write = (name: string, content: string | Uint8Array): void =>
    writeFileSync(join(folder, name), content);
  const [caKey, key, otherKey] = await Promise.all([1, 2, 3].map(() => createKey("EC P-256")));
  if (!caKey || !key || !otherKey) throw new Error("no keys");
  const valid = { notBefore: start, notAfter: end };
  const ca = await createCertificate({ subject: "Example CA", key: caKey, role: "ca", ...valid });
  const issuer = { certificate: ca, key: caKey };
  const server = await createCertificate({
    subject: "db",
    key,
    issuer,
    role: "server",
    dnsNames: ["db.example.com"],
    serialNumber: "0a0b",
    ...valid,
  });
  // Of the same name, but with another key.
  const impostor = await createCertificate({ subject: "Example CA", key: otherKey, role: "ca", ...valid });
  const revoked = [{ serialNumber: "0a0b", date: start }];
  const crl = await createCrl({ issuer, revoked, thisUpdate: start, nextUpdate: end, number: 7 });
  write("server.crt", toPem("CERTIFICATE", server));
  write("server.der", server);
  write("ca.crt", toPem("CERTIFICATE", ca));
  write("impostor.crt", toPem("CERTIFICATE", impostor));
  write("server.key", await toPrivateKeyPem(key));
  write("other.key", await toPrivateKeyPem(otherKey));
  write("root.crl", toPem("X509 CRL", crl));
  write("broken.crt", toPem("CERTIFICATE", server).replace("MII", "AAA"));
  write("prose.txt", "Put your certificate here.\n");
  mkdirSync(join(folder, "folder"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const inspect = (...args: string[]) => runCli(["inspect", ...args], { cwd: folder });

const relationsOf = async (...files: string[]): Promise<Relations> =>
  JSON.parse((await inspect("--json", ...files)).output).relations;

/** A Secret and a ConfigMap as kubectl prints them. */
const resources = () => {
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  const encode = (name: string) => Buffer.from(read(name)).toString("base64");
  return [
    {
      kind: "Secret",
      metadata: { name: "db-tls" },
      data: { "tls.crt": encode("server.crt"), "tls.key": encode("server.key"), password: "c2VjcmV0" },
    },
    { kind: "ConfigMap", metadata: { name: "ca" }, data: { "ca.crt": read("ca.crt"), note: "none" } },
  ];
};

describe("pgssl inspect of a manifest", () => {
  test.each([
    [
      "secrets.yaml",
      () =>
        resources()
          .map((one) => stringify(one))
          .join("---\n"),
    ],
    ["secrets.json", () => JSON.stringify({ kind: "List", items: resources() }, null, 2)],
  ])("says what the Secrets and ConfigMaps of %s hold, and no key", async (name, print) => {
    writeFileSync(join(folder, name), print());
    const { status, output, errors } = await inspect(name);
    expect({ status, errors }).toEqual({ status: 0, errors: "" });
    expect(output).toMatch(new RegExp(`^${name}#db-tls/tls\\.crt\nCertificate: leaf\n`, "m"));
    expect(output.replace(/ {2,}/g, "  ")).toContain(
      `Key ${name}#db-tls/tls.key\n  Matches:  CN=db (${name}#db-tls/tls.crt)`,
    );
    expect(output.replace(/ {2,}/g, "  ")).toContain(`Signed by:  CN=Example CA (${name}#ca/ca.crt)`);
    const key = readFileSync(join(folder, "server.key"), "utf8").split("\n")[1] ?? "none";
    const json = (await inspect("--json", name)).output;
    for (const text of [output, json])
      for (const secret of [key, "c2VjcmV0", "secret\n"]) expect(text).not.toContain(secret);
    const piped = await runCli(["inspect", "-"], { cwd: folder, input: print() });
    expect(piped.output).toBe(output.replaceAll(name, "-"));
  });

  test("without any it is a mistake", async () => {
    writeFileSync(join(folder, "pod.yaml"), "kind: Pod\n");
    expect(await inspect("pod.yaml")).toMatchObject({
      status: 2,
      errors: "pgssl: pod.yaml: has no certificate, key or CRL in a Secret or ConfigMap\n",
    });
  });
});

describe("pgssl inspect", () => {
  test("says what files hold and how they belong together", async () => {
    const { status, output, errors } = await inspect("server.crt", "server.key", "ca.crt", "root.crl");
    expect({ status, errors }).toEqual({ status: 0, errors: "" });
    expect(output).toMatch(
      /^server\.crt\nCertificate: leaf\n {4}Subject: +CN=db\n {4}Issuer: +CN=Example CA\n[\s\S]*^ {4}Serial Number: +0A:0B\n/m,
    );
    const together = output.slice(output.indexOf("How they belong together"));
    expect(together.replace(/ {2,}/g, "  ").split("\n")).toEqual([
      "How they belong together",
      "  Key server.key",
      "  Matches:  CN=db (server.crt)",
      "  CN=db (server.crt)",
      "  Signed by:  CN=Example CA (ca.crt)",
      "  Revoked by:  root.crl",
      "  CN=Example CA (ca.crt)",
      "  Signed by:  itself",
      "  CRL:  root.crl (next update in 100 days)",
      "  CRL root.crl",
      "  Signed by:  CN=Example CA (ca.crt)",
      "",
    ]);
  });

  test("a name proves nothing: who signed is verified", async () => {
    expect(await relationsOf("server.crt", "impostor.crt", "other.key", "root.crl")).toMatchObject({
      keys: [{ path: "other.key", matches: [{ path: "impostor.crt", block: 0 }] }],
      certificates: [
        { path: "server.crt", issuedBy: null, selfSigned: false, revokedBy: [] },
        { path: "impostor.crt", selfSigned: true, lists: [] },
      ],
      crls: [{ path: "root.crl", issuedBy: null }],
      complete: true,
    });
  });

  test("JSON has all decoded fields, and nothing of a key", async () => {
    const { output } = await inspect("--json", "server.der", "server.key");
    const { files } = JSON.parse(output);
    expect(files[0]).toMatchObject({
      path: "server.der",
      form: "der-certificate",
      der: {
        certificate: {
          serialNumber: "0a0b",
          notBefore: `${start.toISOString().slice(0, 19)}.000Z`,
          alternativeNames: [{ kind: "dns", value: "db.example.com" }],
          fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
          sha1Fingerprint: expect.stringMatching(/^[0-9a-f]{40}$/),
        },
      },
    });
    expect(Object.keys(files[1].blocks[0].key).sort()).toEqual(["encrypted", "label", "publicKey"]);
  });

  test("a folder means the files in it that have the name of a PEM or DER file", async () => {
    const { output, errors } = await inspect(".", "--json");
    expect(errors).toBe("");
    const paths = JSON.parse(output).files.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(expect.arrayContaining(["ca.crt", "other.key", "root.crl", "server.der"]));
    expect(paths).not.toContain("prose.txt");
  });

  test("reads standard input", async () => {
    const { status, output } = await runCli(["inspect", "-"], { input: "Put your certificate here.\n" });
    expect([status, output]).toEqual([1, "-\nText without any PEM block.\n\n"]);
  });

  test.each([
    ["broken.crt", 1, ""],
    ["prose.txt", 1, ""],
    ["nothing.crt", 2, "pgssl: nothing.crt: there is no such file\n"],
    ["folder", 2, "pgssl: folder: there is no certificate, key or CRL file there\n"],
  ])("%s ends with status %i, and the other files are shown all the same", async (name, status, errors) => {
    const run = await inspect(name, "server.crt");
    expect([run.status, run.errors]).toEqual([status, errors]);
    expect(run.output).toContain("CN=db");
  });
});
