import { chmod, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FileView } from "../../server/src/core/model/fileView.ts";
import {
  type ClusterNodeAnswer,
  clusterChanged,
  clustersRequest,
  trustChanged,
  viewFileRequest,
} from "../../server/src/lsp/protocol.ts";
import { type CertificateFiles, createCertificateFiles } from "../support/certificates.ts";
import { type LspClient, startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";

let folder: string;
let client: LspClient;
let pem: CertificateFiles;
const uriOf = (name: string) => pathToFileURL(join(folder, name)).toString();

beforeAll(async () => {
  pem = await createCertificateFiles();
  folder = await mkdtemp(join(tmpdir(), "pgssl-views-"));
  const files = {
    PG_VERSION: "18\n",
    "postgresql.conf": "# one\nssl = on\nssl_cert_file = 'server.crt'\nssl_key_file = 'server.key'\n",
    "pg_hba.conf": "hostssl all all all cert\n",
    "server.crt": pem.serverChain,
    "server.key": pem.serverKey,
  };
  for (const [name, text] of Object.entries(files))
    await writeFile(join(folder, name), text, { mode: 0o600 });
  client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"]);
});

afterAll(async () => {
  expect(await client.stop()).toBe(0);
  await rm(folder, { recursive: true });
});

const clusters = (...names: string[]): Promise<ClusterNodeAnswer[]> =>
  client.connection.sendRequest(clustersRequest, { uris: names.map(uriOf) });

const view = (name: string): Promise<FileView> =>
  client.connection.sendRequest(viewFileRequest, { uri: uriOf(name) });

/** Resolves when the server says that views are out of date. */
const outdated = () =>
  new Promise<void>((resolve) => {
    client.connection.onNotification(clusterChanged, () => resolve());
  });

function find(nodes: readonly ClusterNodeAnswer[], label: string): ClusterNodeAnswer | undefined {
  for (const node of nodes) {
    const found = node.label === label ? node : find(node.children ?? [], label);
    if (found) return found;
  }
  return undefined;
}

test("clusters of files that no editor holds, with places as the protocol counts", async () => {
  const answer = await clusters("postgresql.conf", "pg_hba.conf", "nothing/pg_hba.conf");
  expect(answer.map(({ detail }) => detail)).toEqual([expect.stringMatching(/PostgreSQL 18 · TLS on/)]);
  expect(find(answer, "Key")).toMatchObject({
    detail: "EC prime256v1 · certificate ✓ · 0600",
    place: { uri: uriOf("postgresql.conf"), range: { start: { line: 3, character: 15 } } },
    file: { uri: uriOf("server.key"), isDocument: false },
  });
  expect(find(answer, "any user from any address to any database")).toMatchObject({ kind: "rule" });
});

test("views are notified when a file changes, without any document open", async () => {
  await clusters("postgresql.conf");
  const shown = outdated();
  await chmod(join(folder, "server.key"), 0o644);
  await shown;
  expect(find(await clusters("postgresql.conf"), "Key")).toMatchObject({
    detail: "EC prime256v1 · certificate ✓ · 0644",
    severity: "error",
  });
});

test("the page of a file that is written anew", async () => {
  expect((await view("server.crt")).title).toBe("2 certificates");
  const shown = outdated();
  await writeFile(join(folder, "server.new"), pem.root);
  await rename(join(folder, "server.new"), join(folder, "server.crt"));
  await shown;
  expect((await view("server.crt")).title).toBe("Certificate");
});

test("no key crosses the protocol, and none is read before the workspace is trusted", async () => {
  const secret = pem.serverKey.split("\n")[1] ?? "";
  const seen = await view("server.key");
  expect(seen.blocks[0]?.facts[0]?.value).toContain("prime256v1");
  expect(JSON.stringify(seen)).not.toContain(secret);
  await client.connection.sendNotification(trustChanged, { trusted: false });
  expect((await view("server.key")).blocks).toEqual([]);
  await client.connection.sendNotification(trustChanged, { trusted: true });
});

test("files that do not exist have words too", async () => {
  expect((await view("nothing.crt")).notes).toEqual(["There is no such file."]);
});
