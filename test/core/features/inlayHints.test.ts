import { beforeAll, describe, expect, test } from "vitest";
import type { Language } from "../../../server/src/core/model/language.ts";
import { createCertificate, createKey } from "../../../server/src/pki/create.ts";
import { toPrivateKeyPem } from "../../../server/src/pki/privateKeys.ts";
import { toPem } from "../../../server/src/pki/toPem.ts";
import { type CertificateFiles, createCertificateFiles } from "../../support/certificates.ts";
import { defaultTime, type MemoryFile } from "../../support/memoryHost.ts";
import { openService } from "../../support/openService.ts";

const day = 86_400_000;
let pem: CertificateFiles;

beforeAll(async () => {
  pem = await createCertificateFiles();
});

interface Setting {
  readonly files?: Record<string, string | MemoryFile>;
  readonly language?: Language;
  readonly version?: number;
  /** Days after `defaultTime`. */
  readonly later?: number;
  readonly settings?: { readonly trusted?: boolean; readonly serverPlatform?: "posix" | "windows" };
}

/** The text without what is between ⟨ and ⟩ is shown with exactly these hints. */
async function check(annotated: string, { files = {}, later = 0, settings = {}, ...rest }: Setting = {}) {
  const text = annotated.replace(/⟨.*?⟩/g, "");
  const server = { "server.crt": pem.serverChain, "server.key": { text: pem.serverKey, mode: 0o600 } };
  const { service, uri } = openService(`|${text}`, {
    language: "postgresql-conf",
    files: { ...server, ...files },
    time: defaultTime + later * day,
    settings,
    ...rest,
  });
  const hints = (await service.inlayHints(uri, 0, Number.MAX_SAFE_INTEGER)) ?? [];
  const lines = text.split("\n");
  for (const { line, span, label } of [...hints].sort((a, b) => b.span.end - a.span.end))
    lines[line] = `${lines[line]?.slice(0, span.end)}⟨${label}⟩${lines[line]?.slice(span.end)}`;
  expect(lines.join("\n")).toBe(annotated);
}

describe("postgresql.conf", () => {
  test("a server's certificate with its key", async () => {
    await check(
      [
        "ssl = on",
        "ssl_cert_file = 'server.crt'⟨CN=db.example.com · 23 days · key ✓ · 0644⟩ # ours",
        "ssl_key_file = 'server.key'⟨EC prime256v1 · certificate ✓ · 0600⟩",
      ].join("\n"),
    );
  });

  test("the same while ssl is off, and a key that belongs to something else", async () => {
    await check(
      [
        "ssl_cert_file = 'server.crt'⟨CN=db.example.com · 23 days · key ✗ · 0644⟩",
        "ssl_key_file = 'other.key'⟨EC prime256v1 · certificate ✗ · 0644⟩",
      ].join("\n"),
      { files: { "other.key": pem.otherKey } },
    );
  });

  test.each([
    [22.5, "12 hours"],
    [26.2, "expired 3 days ago"],
    [-110, "valid in 10 days"],
    [1001, "expired 977 days ago"],
  ])("%s days later: %s", async (later, words) => {
    await check(`ssl = on\nssl_cert_file = 'server.crt'⟨CN=db.example.com · ${words} · key ✓ · 0644⟩`, {
      later,
    });
  });

  test("CAs and lists", async () => {
    const files = { "root.crt": pem.root, "bundle.crt": pem.root + pem.serverChain, "root.crl": pem.crl };
    await check("ssl_ca_file = 'root.crt'⟨CN=Test Root · 1000 days⟩", { files });
    await check("ssl_ca_file = 'bundle.crt'⟨3 CAs · 23 days (CN=db.example.com)⟩", { files });
    const list = "CN=Test Root";
    await check(`ssl_crl_file = 'root.crl'⟨${list} · next in 20 days · 1 revoked⟩`, { files });
    const late = { files, later: 22 };
    await check(`ssl_crl_file = 'root.crl'⟨${list} · update was due 2 days ago · 1 revoked⟩`, late);
    const twice = { "root.crl": pem.crl + pem.crl };
    await check("ssl_crl_file = 'root.crl'⟨2 CRLs · next in 20 days · 2 revoked⟩", { files: twice });
    const folder = { "crl/0a1b2c3d.r0": pem.crl, "crl/notes": "" };
    await check("ssl_crl_dir = crl⟨1 hashed CRL⟩", { files: folder });
  });

  test("no common name, and one that is not fit to be shown", async () => {
    const key = await createKey("EC P-256");
    const dates = { notBefore: new Date(defaultTime), notAfter: new Date(defaultTime + 9 * day) };
    const make = async (subject: string | []) =>
      toPem(
        "CERTIFICATE",
        await createCertificate({ subject, key, role: "server", dnsNames: ["db"], ...dates }),
      );
    const files = { "a.crt": await make([]), "b.crt": await make(`a\n\u202e${"x".repeat(80)}`) };
    await check("ssl_cert_file = 'a.crt'⟨db · 9 days · 0644⟩", { files });
    const cut = `CN=a\\n\\u{202e}${"x".repeat(60 - "CN=a\\n\\u{202e}".length)}…`;
    await check(`ssl_cert_file = 'b.crt'⟨${cut} · 9 days · 0644⟩`, { files });
  });

  test.each<[file: string | MemoryFile | undefined, certificate: string, key: string]>([
    [undefined, "missing", "missing"],
    ["", "empty · 0644", "empty · 0644"],
    ["text", "not PEM · 0644", "not PEM · 0644"],
    [
      "-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n",
      "no certificate in it · 0644",
      "no key in it · 0644",
    ],
    [{ kind: "directory" }, "a directory", "a directory"],
    [{ kind: "other" }, "not a file", "not a file"],
    [{ problem: "unreadable" }, "not readable here", "not readable here"],
    [{ problem: "too-large" }, "too large", "too large"],
    [{ problem: "no-answer" }, "no answer from the file system", "no answer from the file system"],
  ])("%o", async (file, certificate, key) => {
    const files = file === undefined ? {} : { x: file };
    await check(`ssl_cert_file = x⟨${certificate}⟩`, { files });
    await check(`ssl_key_file = x⟨${key}⟩`, { files });
  });

  test("keys that show less", async () => {
    const locked = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n";
    await check("ssl_key_file = 'a.key'⟨encrypted · 0644⟩", { files: { "a.key": locked } });
    const broken = locked.replaceAll("ENCRYPTED ", "");
    await check("ssl_key_file = 'a.key'⟨broken · 0644⟩", { files: { "a.key": broken } });
    await check("ssl_key_file = 'server.key'⟨0600⟩", { settings: { trusted: false } });
    const line = "ssl = on\nssl_key_file = 'server.key'⟨EC prime256v1 · certificate ✓⟩";
    await check(line, { settings: { serverPlatform: "windows" } });
    const other = await toPrivateKeyPem(await createKey("Ed25519"));
    await check("ssl = on\nssl_key_file = 'a.key'⟨Ed25519 · certificate ✗ · 0644⟩", {
      files: { "a.key": other },
    });
  });

  test("nothing is shown of what another machine may have, or of values that do not count", async () => {
    const files = { PG_VERSION: { kind: "dangling" } as const };
    await check("ssl_cert_file = '/etc/ssl/nowhere.crt'", { files });
    await check("ssl_ca_file = ''\nssl_ciphers = 'HIGH'\nport = 1");
    await check("ssl_key_file = x\nssl_key_file = 'server.key'⟨EC prime256v1 · 0600⟩");
  });
});

test("pg_hosts.conf: the key of the same line counts", async () => {
  const files = {
    "postgresql.conf": "ssl = on\nssl_sni = on\n",
    "other.key": pem.otherKey,
    "root.crt": pem.root,
  };
  await check(
    [
      "a.example server.crt⟨CN=db.example.com · 23 days · key ✗ · 0644⟩ other.key⟨EC prime256v1 · certificate ✗ · 0644⟩",
      'b.example server.crt⟨CN=db.example.com · 23 days · key ✓ · 0644⟩ "server.key"⟨EC prime256v1 · certificate ✓ · 0600⟩ root.crt⟨CN=Test Root · 1000 days⟩',
    ].join("\n"),
    { files, language: "pg-hosts", version: 19 },
  );
});

test("only of the lines that are requested", async () => {
  const text = "|ssl_cert_file = 'a'\nssl_key_file = 'b'\nssl_ca_file = 'c'\n";
  const { service, uri } = openService(text, { language: "postgresql-conf" });
  expect((await service.inlayHints(uri, 1, 1))?.map(({ line }) => line)).toEqual([1]);
});

test("a service says when an hour has begun, since what is shown depends on the time", async () => {
  const { service, host, uri } = openService("|ssl = on\nssl_cert_file = 'server.crt'", {
    language: "postgresql-conf",
    files: { "server.crt": pem.serverChain },
  });
  const labels = async () => (await service.inlayHints(uri, 0, 9))?.map(({ label }) => label);
  expect(await labels()).toEqual(["CN=db.example.com · 23 days · 0644"]);
  expect(await service.refresh()).toBe(false);
  host.time += 59 * 60_000;
  expect(await service.refresh()).toBe(false);
  host.time += day;
  expect(await service.refresh()).toBe(true);
  expect(await service.refresh()).toBe(false);
  expect(await labels()).toEqual(["CN=db.example.com · 21 days · 0644"]);
});
