import { chmod, mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ClusterNodeAnswer, clusterChanged, clustersRequest } from "../../server/src/lsp/protocol.ts";
import { type CertificateFiles, createCertificateFiles } from "../support/certificates.ts";
import { type LspClient, startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";

let folder: string;
let client: LspClient;
let pem: CertificateFiles;

const conf = `ssl = on
ssl_cert_file = 'server.crt'
ssl_key_file = 'server.key'
ssl_ca_file = 'root.crt'
ssl_crl_file = 'root.crl'
ssl_crl_dir = 'crl'
include 'more.conf'
include_dir 'conf.d'
include_if_exists 'maybe.conf'
`;

beforeAll(async () => {
  pem = await createCertificateFiles();
  folder = await mkdtemp(join(tmpdir(), "pgssl-watching-"));
  for (const name of ["crl", "conf.d", "hba.d"]) await mkdir(join(folder, name));
  const files = {
    PG_VERSION: "18\n",
    "postgresql.conf": conf,
    "pg_hba.conf": "include_dir hba.d\n@people all all trust\n",
    "hba.d/a.conf": "local all all peer\n",
    "more.conf": "",
    "server.crt": pem.serverChain,
    "server.key": pem.serverKey,
    "new.crt": pem.serverChain,
    "root.crl": pem.crl,
    "crl/0a1b2c3d.r0": pem.crl,
  };
  for (const [name, text] of Object.entries(files))
    await writeFile(join(folder, name), text, { mode: 0o600 });
  await symlink("server.crt", join(folder, "root.crt"));
  client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"]);
});

afterAll(async () => {
  expect(await client.stop()).toBe(0);
  await rm(folder, { recursive: true });
});

/** The tree as lines. */
async function tree(): Promise<string> {
  const uris = [pathToFileURL(join(folder, "postgresql.conf")).toString()];
  const nodes = await client.connection.sendRequest<ClusterNodeAnswer[]>(clustersRequest, { uris });
  const shown = ({ label, detail = "", children = [] }: ClusterNodeAnswer): string =>
    [`${label} · ${detail}`, ...children.map(shown)].join("\n");
  return nodes.map(shown).join("\n");
}

const write = (name: string, text: string) => writeFile(join(folder, name), text);

test.each<[what: string, change: () => Promise<void>, words: string]>([
  ["a certificate that is replaced", () => write("server.crt", pem.root), "Certificate · CN=Test Root"],
  [
    "a certificate that another is moved over",
    () => rename(join(folder, "new.crt"), join(folder, "server.crt")),
    "Certificate · CN=db.example.com",
  ],
  [
    "a key's mode",
    () => chmod(join(folder, "server.key"), 0o640),
    "Key · EC prime256v1 · certificate ✓ · 0640",
  ],
  ["a key's content", () => write("server.key", pem.otherKey), "Key · EC prime256v1 · certificate ✗"],
  ["a CRL", () => write("root.crl", pem.crl + pem.crl), "CRLs · 2 CRLs"],
  ["a new list in a directory", () => write("crl/0a1b2c3e.r0", "soon"), "CRL directory · 2 hashed CRLs"],
  [
    "a list in a directory that is written anew",
    () => write("crl/0a1b2c3e.r0", pem.crl + pem.crl),
    "0a1b2c3e.r0 · update was due",
  ],
  ["a list that goes", () => rm(join(folder, "crl/0a1b2c3d.r0")), "CRL directory · 1 hashed CRL"],
  ["the target of a link", () => write("server.crt", pem.crl), "Client CAs · no certificate in it"],
  ["PG_VERSION", () => write("PG_VERSION", "17\n"), "PostgreSQL 17 · PG_VERSION"],
  ["an included file", () => write("more.conf", "ssl_crl_dir = ''\n"), "Certificates and keys · 4"],
  ["a new file in an included folder", () => write("conf.d/a.conf", "port = 1\n"), "Configuration files · 5"],
  ["a file that was not there", () => write("maybe.conf", "port = 2\n"), "Configuration files · 6"],
  ["postgresql.auto.conf", () => write("postgresql.auto.conf", "ssl = off\n"), "TLS off · "],
  [
    "a file that pg_hba.conf includes",
    () => write("hba.d/a.conf", "hostssl all all all cert\n"),
    "any user from any address to any database · must present a certificate",
  ],
  ["words that pg_hba.conf takes in", () => write("people", "+staff\n"), "hba-type-unknown"],
])("%s is seen without an edit or an open document", async (_what, change, words) => {
  expect(await tree()).not.toContain(words);
  const texts = new Promise<void>((resolve) => {
    client.connection.onNotification(clusterChanged, () => resolve());
  });
  await change();
  await texts;
  await expect.poll(tree).toContain(words); // a file may be seen before all of it is written
});
