import { beforeAll, expect, test } from "vitest";
import type { ClusterNode } from "../../../server/src/core/model/clusterNode.ts";
import { type CertificateFiles, createCertificateFiles } from "../../support/certificates.ts";
import { defaultTime } from "../../support/memoryHost.ts";
import { openService, type Surroundings } from "../../support/openService.ts";

const day = 86_400_000;
let pem: CertificateFiles;

beforeAll(async () => {
  pem = await createCertificateFiles();
});

const conf = [
  "ssl = on",
  "ssl_cert_file = 'server.crt'",
  "ssl_key_file = 'server.key'",
  "ssl_ca_file = 'root.crt'",
  "ssl_crl_file = 'root.crl'",
  "ssl_crl_dir = 'crl'",
].join("\n");

const hba = [
  "local all all peer",
  "hostssl all +people 10.0.0.0/8 cert map=people",
  "hostssl app app 10.20.0.0/16 scram-sha-256 clientcert=verify-ca",
  "host all all all reject",
].join("\n");

function files(): NonNullable<Surroundings["files"]> {
  return {
    "server.crt": pem.serverChain,
    "server.key": { text: pem.serverKey, mode: 0o600 },
    "root.crt": pem.root,
    "root.crl": pem.crl,
    "crl/2faabc7f.r0": pem.crl,
    "pg_hba.conf": hba,
    "pg_ident.conf": "people /^(.*)@example\\.com$ \\1\n",
  };
}

/** The trees as indented lines: `! label · detail`, the marks by severity. */
async function treeOf(
  text: string,
  { later = 0, uris = [], ...surroundings }: Surroundings & Options = {},
): Promise<string> {
  const time = defaultTime + later * day;
  const { service } = openService(`|${text}`, { language: "postgresql-conf", time, ...surroundings });
  return (await service.clusters(uris)).flatMap((node) => shown(node)).join("\n");
}

interface Options {
  /** Days after `defaultTime`. */
  readonly later?: number;
  readonly uris?: readonly string[];
}

function shown({ label, detail, severity, children = [] }: ClusterNode, depth = 0): string[] {
  const mark = severity ? `${marks[severity]} ` : "";
  const line = `${"  ".repeat(depth)}${mark}${label}${detail === undefined ? "" : ` · ${detail}`}`;
  return [line, ...children.flatMap((child) => shown(child, depth + 1))];
}

const marks = { error: "✗", warning: "!", information: "i", hint: "?" };

/** The lines beneath one that starts like this. */
function beneath(tree: string, start: string): string[] {
  const lines = tree.split("\n");
  const first = lines.findIndex((line) => line.trimStart().startsWith(start));
  const depth = (line: string) => line.length - line.trimStart().length;
  const own = depth(lines[first] ?? "");
  const end = lines.findIndex((line, index) => index > first && depth(line) <= own);
  return lines.slice(first + 1, end < 0 ? undefined : end).map((line) => line.trim());
}

test("a cluster with all that belongs to it", async () => {
  const demand = "must present a certificate signed by a CA of ssl_ca_file";
  expect(await treeOf(conf, { files: files() })).toBe(
    [
      "! data · 1 warning · PostgreSQL 18 · TLS on",
      "  PostgreSQL 18 · PG_VERSION in the data directory says so",
      "  TLS on · ssl is set in postgresql.conf:1",
      "  It would start · a reload would apply everything",
      "  Configuration files · 3",
      "    ! postgresql.conf · 1 warning",
      "    pg_hba.conf",
      "    pg_ident.conf",
      "  Certificates and keys · 5",
      "    ! Certificate · CN=db.example.com · 23 days · key ✓ · 0644",
      "      ! CN=db.example.com · leaf · 23 days",
      "      CN=Test Intermediate · intermediate CA · 1000 days",
      "    Key · EC prime256v1 · certificate ✓ · 0600",
      "    Client CAs · CN=Test Root · 1000 days",
      "      CN=Test Root · root CA · 1000 days",
      "    CRLs · CN=Test Root · next in 20 days · 1 revoked",
      "      Revoked by CN=Test Root · next in 20 days · 1 revoked",
      "    CRL directory · 1 hashed CRL",
      "      2faabc7f.r0 · next in 20 days · 1 revoked",
      "  Who must present a certificate · 2",
      `    members of people from 10.0.0.0/8 to any database · ${demand}, whose CN the map people turns into the role`,
      `    app from 10.20.0.0/16 to the database app · ${demand.replace("must", "must prove their password (SCRAM) and")}`,
      "  ! Problems · 1 warning",
      "    ! CN=db.example.com,O=Example expires in 23 days, on 2026-06-24; renew it. · postgresql.conf:2 certificate-expires-soon",
    ].join("\n"),
  );
});

test("a server that would not start, with TLS off, some time later", async () => {
  const tree = await treeOf(`${conf}\nssl = off\nsslmode = 1`, { files: files(), later: 30 });
  expect(tree).toContain("✗ data · 1 error, 2 warnings, 1 hint · PostgreSQL 18 · TLS off\n");
  expect(tree).toContain("  ✗ It would not start · 1 cause · a reload would keep the old settings\n");
  expect(beneath(tree, "✗ It would not start")).toEqual([
    expect.stringMatching(/^✗ .* conf-setting-unknown$/),
  ]);
  expect(tree).toContain("  Who must present a certificate · never, while TLS is off\n");
  expect(beneath(tree, "Certificates and keys · not looked at while TLS is off")).toEqual([
    "Certificate · CN=db.example.com · expired 6 days ago · key ✓ · 0644",
    "! CN=db.example.com · leaf · expired 6 days ago",
    "CN=Test Intermediate · intermediate CA · 970 days",
    "Key · EC prime256v1 · certificate ✓ · 0600",
    "Client CAs · CN=Test Root · 970 days",
    "CN=Test Root · root CA · 970 days",
    "CRLs · CN=Test Root · update was due 10 days ago · 1 revoked",
    "! Revoked by CN=Test Root · update was due 10 days ago · 1 revoked",
    "CRL directory · 1 hashed CRL",
    "! 2faabc7f.r0 · update was due 10 days ago · 1 revoked",
  ]);
  expect(beneath(tree, "✗ Problems").map((line) => line.slice(0, 1))).toEqual(["✗", "!", "!", "?"]);
});

test("what is refused in pg_ident.conf does not keep a server from starting", async () => {
  const tree = await treeOf("", {
    files: { "pg_hba.conf": "local all all peer\n", "pg_ident.conf": "people a\n" },
  });
  expect(tree).toContain("  It would start · a reload would keep the old pg_ident.conf\n");
  expect(beneath(tree, "✗ Problems")).toEqual([
    expect.stringMatching(/^✗ .* pg_ident.conf:1 ident-column-missing$/),
  ]);
});

test("whether a server starts is not known where its files are not here", async () => {
  const tree = await treeOf("ssl = on", { files: { PG_VERSION: { kind: "dangling" }, "pg_hba.conf": hba } });
  expect(tree).toContain(
    "  Whether it would start is not known here · the paths are those of another machine\n",
  );
});

test("a server on Windows is shown once, and modes are left out", async () => {
  const tree = await treeOf(conf, { files: files(), settings: { serverPlatform: "windows" } });
  expect(tree.match(/Windows/g)).toEqual(["Windows"]);
  expect(tree).toContain(
    "  Server on Windows · file modes and owners mean nothing there and are not checked\n",
  );
  expect(tree).toContain("    Key · EC prime256v1 · certificate ✓\n");
});

test("nothing is shown of keys and certificates in a workspace that is not trusted but their modes", async () => {
  const tree = await treeOf(conf, { files: files(), settings: { trusted: false } });
  expect(tree).toContain("    Key · 0600\n");
  expect(tree).toContain("    Certificate · 0644\n");
});

test("the certificates of pg_hosts.conf by the names that they are for", async () => {
  const text = "ssl = on\nssl_sni = on\n";
  const hosts = 'a.example,b.example server.crt server.key ""\n';
  const tree = await treeOf(text, { version: 19, files: { ...files(), "pg_hosts.conf": hosts } });
  expect(beneath(tree, "Certificates and keys")).toEqual([
    expect.stringMatching(
      /Certificate for a.example, b.example · CN=db.example.com · 23 days · key ✓ · 0644$/,
    ),
    "! CN=db.example.com · leaf · 23 days",
    "CN=Test Intermediate · intermediate CA · 1000 days",
    "Key for a.example, b.example · EC prime256v1 · certificate ✓ · 0600",
  ]);
});

test("a lone pg_hba.conf has no files but itself", async () => {
  const { service, uri } = openService(`|${hba}`);
  expect((await service.clusters([uri, uri])).map(({ label }) => label)).toEqual(["data"]);
  const alone = openService("|hostssl all all all cert\n", {
    files: { "postgresql.conf": { kind: "dangling" } },
  });
  const tree = (await alone.service.clusters([])).flatMap((node) => shown(node)).join("\n");
  expect(tree).not.toMatch(/Certificates and keys|TLS o|start/);
  expect(tree).toContain("  Who must present a certificate · 1\n");
});

test("clusters that no open document belongs to, each once; what does not exist is left out", async () => {
  const more = {
    "/other/PG_VERSION": "16\n",
    "/other/postgresql.conf": "port = 1\n",
    "/other/pg_hba.conf": "local all all peer\n",
  };
  const names = ["/other/postgresql.conf", "/other/pg_hba.conf", "/nowhere/pg_hba.conf"];
  const uris = names.map((name) => `file://${name}`);
  const tree = await treeOf("", { files: { ...more, "pg_hba.conf": "local all all peer\n" }, uris });
  expect(tree.split("\n").filter((line) => !line.startsWith(" "))).toEqual([
    "data · PostgreSQL 18 · TLS off",
    "other · PostgreSQL 16 · TLS off",
  ]);
  expect(tree).toContain("  No problems");
});

test("lines lead to the configuration or to the page of a file; keys of nodes differ", async () => {
  const { service } = openService(`|${conf}`, { language: "postgresql-conf", files: files() });
  const [cluster] = await service.clusters([]);
  const all = (node: ClusterNode): ClusterNode[] => [node, ...(node.children ?? []).flatMap(all)];
  const nodes = cluster ? all(cluster) : [];
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
  const find = (label: string) => nodes.find((node) => node.label.startsWith(label));
  expect(find("Key")?.file).toEqual({ uri: "file:///data/server.key", isDocument: false });
  expect(find("Key")?.place).toMatchObject({ uri: "file:///data/postgresql.conf", line: 2 });
  expect(find("2faabc7f.r0")?.file).toEqual({ uri: "file:///data/crl/2faabc7f.r0", isDocument: false });
  expect(find("pg_hba.conf")?.file).toEqual({ uri: "file:///data/pg_hba.conf", isDocument: true });
  expect(find("members of people")?.place).toMatchObject({ line: 1, span: { start: 0, end: 7 } });
});

test("no words of a file pass for others", async () => {
  const tree = await treeOf(`hba_file = 'a\u202eb'\nssl_key_file = 'k\u202ey'`);
  expect(tree).not.toContain("\u202e");
});
