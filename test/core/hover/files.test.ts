import { beforeAll, describe, expect, test } from "vitest";
import { hoverPem } from "../../../server/src/core/features/hover/hoverPem.ts";
import { pki } from "../../../server/src/pki/index.ts";
import { type CertificateFiles, createCertificateFiles } from "../../support/certificates.ts";
import { defaultTime, type MemoryFile } from "../../support/memoryHost.ts";
import { openService } from "../../support/openService.ts";
import { checkHover } from "./checkHover.ts";

let pem: CertificateFiles;

beforeAll(async () => {
  pem = await createCertificateFiles();
});

function check(
  line: string,
  word: string,
  shown: string[],
  files: Record<string, string | MemoryFile> = {},
  absent: string[] = [],
): Promise<void> {
  const server = { "server.crt": pem.serverChain, "server.key": { text: pem.serverKey, mode: 0o600 } };
  return checkHover(
    line,
    { language: "postgresql-conf", files: { ...server, ...files } },
    word,
    shown,
    absent,
  );
}

describe("certificate files in postgresql.conf", () => {
  test("a certificate is decoded, at its path and at the setting's name", async () => {
    const shown = [
      "File /data/server.crt: relative to the data directory (",
      "Certificate: leaf, issued by number 2 (CN=Test Intermediate); number 1 of 2 in the file",
      "Subject: CN=db.example.com,O=Example",
      "Issuer: CN=Test Intermediate",
      "Subject Alternative Name: DNS:db.example.com, DNS:db, IP Address:10.0.0.5",
      "Not After: 2026-06-24 12:00:01 UTC (expires in 23 days)",
      "Subject Public Key Info: EC, prime256v1 (256 bits)",
      "Signature Algorithm: ecdsa-with-SHA256",
      "Key Usage (critical): Digital Signature",
      "Extended Key Usage: TLS Web Server Authentication",
      "Serial Number: 0A:0B:0C",
      "SHA-256 Fingerprint: ",
      "SHA-1 Fingerprint: ",
      "Certificate: intermediate CA; number 2 of 2 in the file",
      "Basic Constraints (critical): CA:TRUE",
    ];
    await check("ssl_cert_file = 'server|.crt'", "'server.crt'", shown);
    await check("ssl_cert|_file = 'server.crt'", "ssl_cert_file", ["ssl_cert_file (text)", ...shown]);
    await check("#ssl_cert|_file = 'server.crt' # (change requires restart)", "ssl_cert_file", shown);
  });

  test("a key shows what it matches and whose it is, and nothing else", async () => {
    const secret = pem.serverKey.split("\n")[1] ?? "no secret";
    await check(
      "ssl_key_file = |'server.key'",
      "'server.key'",
      [
        "Mode: 0600",
        "Owner: user 999, who owns the data directory too",
        "Private-Key: EC, prime256v1 (256 bits)",
        "Encrypted: no",
        "Matches: CN=db.example.com (in server.crt)",
      ],
      {},
      [secret, secret.slice(0, 16)],
    );
    const other = { "other.key": { text: pem.otherKey, owner: 0 } };
    await check(
      "ssl_key_file = |'other.key'",
      "'other.key'",
      ["Mode: 0644", "Owner: root", "Matches: no certificate"],
      other,
    );
    const locked = {
      "locked.key": "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n",
    };
    await check("ssl_key_file = |'locked.key'", "'locked.key'", ["Encrypted: yes"], locked);
  });

  test("a key stays closed in a workspace that is not trusted", async () => {
    const files = { "server.key": pem.serverKey };
    const { service, uri, position } = openService("ssl_key_file = |'server.key'", {
      language: "postgresql-conf",
      files,
    });
    service.settings = { ...service.settings, trusted: false };
    const hover = await service.hover(uri, position);
    expect(hover?.markdown).toContain("not opened, since the workspace is not trusted");
    expect(hover?.markdown).not.toContain("prime256v1");
  });

  test("CA files and CRLs", async () => {
    const files = { "root.crt": pem.root, "root.crl": pem.crl, "many.crt": pem.root.repeat(6) };
    await check(
      "ssl_ca_file = |'root.crt'",
      "'root.crt'",
      ["Certificate: root CA", "Issuer: CN=Test Root (itself)"],
      files,
    );
    await check(
      "ssl_ca_file = |'many.crt'",
      "'many.crt'",
      ["6 certificates", "CN=Test Root: root CA, expires in 1000 days"],
      files,
    );
    await check(
      "ssl_crl_file = |'root.crl'",
      "'root.crl'",
      [
        "Issuer: CN=Test Root",
        "Last Update: 2026-05-22",
        "Next Update: 2026-06-21",
        "in 20 days",
        "Revoked Certificates: 1 certificate",
        "CRL Number: 04",
      ],
      files,
    );
  });

  test.each<[path: string, file: MemoryFile | undefined, shown: string]>([
    ["none.crt", undefined, "There is no such file."],
    ["none.crt", { problem: "unreadable" }, "has no permission to read it"],
    ["none.crt", { kind: "other" }, "not an ordinary file"],
    ["none.crt", { problem: "too-large" }, "far too large"],
    ["none.crt", { kind: "directory" }, "A directory with 0 entries"],
    ["none.crt", { text: "" }, "The file is empty"],
    ["none.crt", { text: "hello" }, "Text without any PEM block"],
    ["/etc/ssl/none.crt", undefined, "There is no such file"],
  ])("%s as %o", async (path, file, shown) => {
    await check(`ssl_ca_file = |'${path}'`, `'${path}'`, [shown], file && { [path]: file });
  });

  test("names from a certificate are text, whatever they hold", async () => {
    const { createCertificate, createKey } = await import("../../../server/src/pki/create.ts");
    const { toPem } = await import("../../../server/src/pki/toPem.ts");
    const key = await createKey("EC P-256");
    const dates = { notBefore: new Date(defaultTime), notAfter: new Date(defaultTime + 1) };
    const subject = "a`[x](command:evil)`<img src=x>\u202e\n# y";
    const der = await createCertificate({ subject, key, role: "server", ...dates });
    const { service, uri, position } = openService("ssl_ca_file = |'x.crt'", {
      language: "postgresql-conf",
      files: { "x.crt": toPem("CERTIFICATE", der) },
    });
    const hover = await service.hover(uri, position);
    expect(hover?.markdown).toContain("`` CN=a`[x](command:evil)`");
    expect(hover?.markdown).not.toMatch(/\u202e|^# y/m);
  });
});

describe("PEM files themselves", () => {
  test("a line shows the block that it is in", () => {
    const text = `intro\n${pem.serverKey}${pem.serverChain}${pem.crl}`;
    const file = pki.decode(new TextEncoder().encode(text));
    const describeAt = (line: number) => hoverPem(file, line, defaultTime, pki) ?? "";
    const lineOf = (index: number) => (file.blocks[index]?.firstLine ?? 0) + 1;
    expect(describeAt(lineOf(0))).toMatch(
      /^\*\*Private key\*\*[\s\S]*Matches: `CN=db\.example\.com` \(number 1 of the file\)/,
    );
    expect(describeAt(lineOf(1))).toContain("Subject: `CN=db.example.com,O=Example`");
    expect(describeAt(lineOf(2))).toContain("intermediate CA");
    expect(describeAt(lineOf(3))).toContain("CRL");
    expect(describeAt(0)).toMatch(/Private key[\s\S]*leaf[\s\S]*intermediate CA[\s\S]*CRL/);
    const year = 365 * 86_400_000;
    expect(hoverPem(file, lineOf(1), defaultTime + year, pki)).toContain("**expired 341 days ago**");
    expect(hoverPem(file, lineOf(1), defaultTime - year, pki)).toContain(
      "Not Before: `2026-02-21 12:00:00 UTC` (**not yet valid: begins in 265 days**)",
    );
    expect(hoverPem(file, lineOf(3), defaultTime + year, pki)).toContain(
      "Next Update: `2026-06-21 12:00:00 UTC` (**overdue: 345 days ago**)",
    );
    expect(hoverPem(pki.decode(new TextEncoder().encode("hello")), 0, defaultTime, pki)).toBeUndefined();
  });
});

test("a key of a server on Windows has neither mode nor owner, and that is shown once", async () => {
  const files = { "server.crt": pem.serverChain, "server.key": { text: pem.serverKey, mode: 0o644 } };
  const { service, uri, position } = openService("ssl_key_file = |'server.key'", {
    language: "postgresql-conf",
    files,
  });
  service.settings = { ...service.settings, serverPlatform: "windows" };
  const { markdown = "" } = (await service.hover(uri, position)) ?? {};
  expect(markdown.match(/Windows/g)).toEqual(["Windows"]);
  expect(markdown).toContain("On Windows the server does not look at the mode and the owner of a key.");
  expect(markdown).not.toMatch(/Mode:|Owner:|0644/);
});
