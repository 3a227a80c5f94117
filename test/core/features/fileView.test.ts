import { beforeAll, describe, expect, test } from "vitest";
import type { FileView } from "../../../server/src/core/model/fileView.ts";
import { type CertificateFiles, createCertificateFiles } from "../../support/certificates.ts";
import { defaultTime, type MemoryFile } from "../../support/memoryHost.ts";
import { openService, type Surroundings, toUri } from "../../support/openService.ts";

const day = 86_400_000;
let pem: CertificateFiles;

beforeAll(async () => {
  pem = await createCertificateFiles();
});

interface Setting extends Pick<Surroundings, "files" | "settings"> {
  readonly conf?: string;
  /** Days after `defaultTime`. */
  readonly later?: number;
}

/** The page of `/data/NAME`. */
async function view(name: string, { conf = "", later = 0, ...options }: Setting = {}) {
  const time = defaultTime + later * day;
  const { service } = openService(`|${conf}`, { language: "postgresql-conf", time, ...options });
  return service.viewFile(toUri(name));
}

/** A chain as `name (kind, words) > …`. */
function chainsOf({ chains }: FileView): string[] {
  return chains.map((chain) =>
    chain
      .map(
        ({ name, kind, validity, state }) =>
          `${name} (${[kind, validity, state].filter(Boolean).join(", ")})`,
      )
      .join(" > "),
  );
}

const conf = "ssl = on\nssl_cert_file = 'server.crt'\nssl_key_file = 'server.key'\n";
const served = () => ({
  "server.crt": pem.serverChain,
  "server.key": { text: pem.serverKey, mode: 0o644, owner: 0 },
});

describe("a certificate file", () => {
  test("with its chain, its use and what is wrong there", async () => {
    const page = await view("server.crt", { conf, files: served() });
    expect(page).toMatchObject({
      path: "/data/server.crt",
      title: "2 certificates",
      notes: [],
      uses: [{ words: "ssl_cert_file in /data/postgresql.conf:2", uri: toUri("postgresql.conf"), line: 1 }],
      problems: [{ severity: "warning", message: expect.stringContaining("expires in 23 days") }],
      left: 0,
    });
    expect(page.facts.map(({ label, value }) => `${label} ${value}`)).toContain("Mode 0644");
    expect(page.facts).toContainEqual({ label: "Key", value: "✓ fits: server.key" });
    const other = await view("server.crt", { conf, files: { ...served(), "server.key": pem.otherKey } });
    expect(other.facts).toContainEqual({ label: "Key", value: "✗ does not fit: server.key" });
    expect(page.blocks.map((block) => block.pem).join("")).toBe(pem.serverChain);
    expect(chainsOf(page)).toEqual([
      "CN=db.example.com (leaf, 23 days, soon) > CN=Test Intermediate (intermediate CA, 1000 days, good) > CN=Test Root (issuer, not in this file, missing)",
    ]);
    const [leaf] = page.blocks;
    expect(leaf).toMatchObject({
      kind: "certificate",
      title: "CN=db.example.com",
      detail: "Certificate: leaf, issued by number 2 (CN=Test Intermediate); number 1 of 2 in the file",
      line: 1,
      validity: { words: "23 days", state: "soon", from: "2026-02-21 12:00 UTC", to: "2026-06-24 12:00 UTC" },
    });
    expect(leaf?.validity?.elapsed).toBeCloseTo(100 / 123, 3);
    expect(Object.fromEntries(leaf?.facts.map(({ label, value }) => [label, value]) ?? [])).toMatchObject({
      Subject: "CN=db.example.com,O=Example",
      "Subject Alternative Name": "DNS:db.example.com, DNS:db, IP Address:10.0.0.5",
      "Subject Public Key Info": "EC, prime256v1 (256 bits)",
      "Serial Number": "0A:0B:0C",
    });
  });

  test.each([
    [0, "soon", "23 days"],
    [-20, "good", "43 days"],
    [-110, "early", "valid in 10 days"],
    [26.2, "over", "expired 3 days ago"],
  ])("%s days later it is %s: %s", async (later, state, words) => {
    const { blocks } = await view("server.crt", { files: served(), later });
    expect(blocks[0]?.validity).toMatchObject({ state, words });
  });

  test("a bundle has a chain for each certificate that issued no other", async () => {
    const files = { "all.crt": pem.serverChain + pem.root + pem.crl };
    const page = await view("all.crt", { files });
    expect(page.title).toBe("3 certificates, CRL");
    expect(chainsOf(page)).toEqual([
      "CN=db.example.com (leaf, 23 days, soon) > CN=Test Intermediate (intermediate CA, 1000 days, good) > CN=Test Root (root CA, 1000 days, good)",
    ]);
    expect(page.chains[0]?.map(({ block }) => block)).toEqual([0, 1, 2]);
    expect(await view("twice.crt", { files: { "twice.crt": pem.root + pem.root } })).toMatchObject({
      notes: ["It holds the same certificate more than once."],
    });
  });

  test("an impostor of the issuer is no link of the chain, and the text says the same", async () => {
    const [leaf = ""] = pem.serverChain.split(/(?<=-----END CERTIFICATE-----\n)/);
    const page = await view("server.crt", { files: { "server.crt": leaf + pem.impostor } });
    expect(chainsOf(page)).toEqual([
      "CN=db.example.com (leaf, 23 days, soon) > CN=Test Intermediate (issuer, not in this file: the certificate of that name here did not sign it, missing)",
      "CN=Test Intermediate (intermediate CA, 1000 days, good) > CN=Test Root (issuer, not in this file, missing)",
    ]);
    expect(page.blocks[0]?.detail).toBe(
      "Certificate: leaf; number 1 of 2 in the file; not issued by number 2 (CN=Test Intermediate), which has its issuer's name and another key",
    );
    const real = await view("server.crt", { files: { "server.crt": leaf + pem.impostor + pem.serverChain } });
    expect(real.blocks[0]?.detail).toContain("leaf, issued by number 4 (CN=Test Intermediate)");
  });

  test("very many are counted, not shown, and not drawn", async () => {
    const page = await view("all.crt", { files: { "all.crt": pem.root.repeat(250) } });
    expect([page.blocks.length, page.left, page.chains.length]).toEqual([200, 50, 0]);
  });
});

describe("a key", () => {
  test("is described by its kind and its certificate, never by its bytes", async () => {
    const page = await view("server.key", { conf, files: served() });
    expect(page).toMatchObject({ title: "Private key", chains: [] });
    expect(page.blocks).toEqual([
      {
        kind: "key",
        title: "Private key",
        line: 1,
        facts: [
          { label: "Private-Key", value: "EC, prime256v1 (256 bits)" },
          { label: "Encrypted", value: "no" },
          { label: "PEM Label", value: "PRIVATE KEY" },
          { label: "Matches", value: "CN=db.example.com (in server.crt)" },
          { label: "Public Key SHA-256", value: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/) },
        ],
      },
    ]);
    expect(page.problems[0]).toMatchObject({ severity: "error", message: expect.stringContaining("0644") });
    const bytes = pem.serverKey.split("\n")[1] ?? "none";
    expect(JSON.stringify(page)).not.toContain(bytes.slice(0, 20));
  });

  test("that belongs to another certificate, and one of which nothing is known", async () => {
    const matches = async (name: string, setting: Setting) =>
      (await view(name, setting)).blocks[0]?.facts.find(({ label }) => label === "Matches")?.value;
    const files = { ...served(), "server.key": pem.otherKey, "lone.key": pem.otherKey };
    expect(await matches("server.key", { conf, files })).toBe(
      "no certificate that the configuration names beside it",
    );
    expect(await matches("lone.key", { conf, files })).toBe("no certificate is known to compare it with");
  });

  test.each(["server.key", "lone.key", "lone.pem"])(
    "%s is not opened in a workspace that is not trusted",
    async (name) => {
      const files = { ...served(), "lone.key": pem.otherKey, "lone.pem": pem.otherKey };
      const page = await view(name, { conf, files, settings: { trusted: false } });
      expect(page.notes).toEqual(["The file is not opened, since the workspace is not trusted."]);
      expect(page.blocks).toEqual([]);
    },
  );

  test("a certificate is not opened there either, since its file may hold the key", async () => {
    const files = { "both.crt": pem.serverKey + pem.root };
    const page = await view("both.crt", { files, settings: { trusted: false } });
    expect(page.notes).toEqual(["The file is not opened, since the workspace is not trusted."]);
    expect(page.blocks).toEqual([]);
  });

  test("on Windows modes mean nothing, and that is shown", async () => {
    const page = await view("server.key", { conf, files: served(), settings: { serverPlatform: "windows" } });
    expect(page.notes).toEqual([
      "The server runs on Windows, where it does not look at file modes and owners.",
    ]);
    expect(page.facts.map(({ label }) => label)).toEqual(["Size", "Changed", "Certificate"]);
    expect(page.problems).toEqual([]);
  });
});

test("a CRL", async () => {
  const page = await view("root.crl", { files: { "root.crl": pem.crl } });
  expect(page).toMatchObject({ title: "CRL", chains: [] });
  expect(page.blocks[0]).toMatchObject({
    kind: "crl",
    title: "CN=Test Root",
    validity: { words: "next update in 20 days", state: "good" },
  });
  const late = await view("root.crl", { files: { "root.crl": pem.crl }, later: 22 });
  expect(late.blocks[0]?.validity).toMatchObject({
    words: "update was due 2 days ago",
    state: "over",
    elapsed: 1,
  });
});

test.each<[file: string | Uint8Array | MemoryFile | undefined, title: string, note: string]>([
  [undefined, "Nothing that is known here", "There is no such file."],
  ["", "Nothing that is known here", "The file is empty."],
  ["text", "Nothing that is known here", "Text without any PEM block."],
  [
    new Uint8Array([0, 1, 2, 255]),
    "Nothing that is known here",
    "A binary file without anything known in it.",
  ],
  [{ kind: "directory" }, "Directory", "This is a directory."],
  [{ problem: "too-large" }, "Nothing that is known here", "far too large"],
  [{ problem: "unreadable" }, "Nothing that is known here", "has no permission to read it"],
])("%o has words of its own", async (file, title, note) => {
  const page = await view("x.crt", { files: file === undefined ? {} : { "x.crt": file } });
  expect(page.title).toBe(title);
  expect(page.notes).toEqual([expect.stringContaining(note)]);
});

test("a block that is damaged says why, and the others are shown", async () => {
  const damaged = pem.root.replace(/\n[^-\n]{20}/, "\n!!!!");
  const page = await view("x.crt", { files: { "x.crt": damaged + pem.root } });
  expect(page.blocks.map(({ kind, problem }) => [kind, problem !== undefined])).toEqual([
    ["other", true],
    ["certificate", false],
  ]);
});

test("follows the file", async () => {
  const { service, host } = openService("|", { language: "postgresql-conf", files: { "x.crt": pem.root } });
  const title = async () => (await service.viewFile("file:///data/x.crt")).title;
  expect(await title()).toBe("Certificate");
  host.write("/data/x.crt", pem.crl);
  expect(await service.refresh()).toBe(true);
  expect(await title()).toBe("CRL");
});

test("certificates and CRLs can be copied as PEM, keys cannot", async () => {
  const files = { "x.crt": pem.root, "x.crl": pem.crl, "x.key": pem.serverKey };
  const { service } = openService("|", { language: "postgresql-conf", files });
  const copied = async (name: string) => (await service.viewFile(toUri(name))).blocks[0]?.pem;
  expect(await copied("x.crt")).toBe(pem.root);
  expect(await copied("x.crl")).toBe(pem.crl);
  expect(await copied("x.key")).toBeUndefined();
});
