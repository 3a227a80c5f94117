import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Diagnostic, Hover } from "vscode-languageserver";
import type { WorkspaceFiles } from "../../server/src/browser/workspaceFiles.ts";
import { type ClusterAnswer, clusterRequest, viewFileRequest } from "../../server/src/lsp/protocol.ts";
import { type BrowserWorker, startBrowserWorker } from "../support/browserWorker.ts";
import { type CertificateFiles, createCertificateFiles } from "../support/certificates.ts";
import { MemoryHost } from "../support/memoryHost.ts";
import { projectRoot } from "../support/tools.ts";

const root = "vscode-vfs://github/owner/repository";
const configuration = [
  "ssl = on",
  "ssl_cert_file = 'tls/server.crt'",
  "ssl_key_file = 'tls/server.key'",
  "ssl_ca_file = '/etc/ssl/root.crt'",
  "",
].join("\n");
const hba = "hosst all all all md5\nhostssl all all all scram-sha-256 \n";

let pem: CertificateFiles;
beforeAll(async () => {
  pem = await createCertificateFiles();
});

/** The files of a memory below the root, as an editor shows them: no modes, no owners, nothing outside. */
function workspaceFiles(files: Readonly<Record<string, string>>, read: string[] = []): WorkspaceFiles {
  const host = new MemoryHost(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`/owner/repository/${name}`, text])),
  );
  const isInside = (uri: string) => uri.startsWith(`${root}/`) || uri === root;
  return {
    async stat(uri) {
      const stat = isInside(uri) ? await host.stat(uri) : undefined;
      return typeof stat === "object" ? { kind: stat.kind, size: stat.size, modified: stat.modified } : stat;
    },
    async read(uri, maxBytes) {
      read.push(uri);
      return isInside(uri) ? host.readFile(uri, maxBytes) : undefined;
    },
    list: async (uri) => (isInside(uri) ? host.readDirectory(uri) : undefined),
    isReallyThere: async (uri) => isInside(uri),
  };
}

async function start(files: WorkspaceFiles, trusted = true): Promise<BrowserWorker> {
  const worker = startBrowserWorker(files);
  await worker.request("initialize", {
    processId: null,
    rootUri: null,
    workspaceFolders: [{ uri: root, name: "repository" }],
    capabilities: { textDocument: { diagnostic: {} } },
    initializationOptions: { trusted, settings: {} },
  });
  worker.notify("initialized", {});
  return worker;
}

const demo = () => ({
  PG_VERSION: "18\n",
  "postgresql.conf": configuration,
  "pg_hba.conf": hba,
  "tls/server.crt": pem.serverChain,
  "tls/server.key": pem.serverKey,
});

function open(worker: BrowserWorker, name: string, languageId: string, text: string): string {
  const uri = `${root}/${name}`;
  worker.notify("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  return uri;
}

async function findings(worker: BrowserWorker, uri: string): Promise<Diagnostic[]> {
  const { items } = await worker.request<{ items: Diagnostic[] }>("textDocument/diagnostic", {
    textDocument: { uri },
  });
  return items;
}

test("the bundle for a browser answers about text without anything of Node", async () => {
  const worker = await start(workspaceFiles(demo()));
  const uri = open(worker, "pg_hba.conf", "pg-hba", hba);
  expect((await findings(worker, uri)).map(({ code }) => code)).toContain("hba-type-unknown");
  const position = { line: 1, character: hba.split("\n")[1]?.length ?? 0 };
  const completion = await worker.request<{ label: string }[] | { items: { label: string }[] }>(
    "textDocument/completion",
    { textDocument: { uri }, position },
  );
  const labels = ("items" in completion ? completion.items : completion).map(({ label }) => label);
  expect(labels.join(" ")).toMatch(/clientcert/);
});

test("certificates of the workspace are decoded and verified, keys without a mode, and what is outside is not missing", async () => {
  const read: string[] = [];
  const worker = await start(workspaceFiles(demo(), read));
  const uri = open(worker, "postgresql.conf", "postgresql-conf", configuration);
  const items = await findings(worker, uri);
  const codes = items.map(({ code }) => code);
  expect(codes).toContain("certificate-expired"); // in the workspace
  expect(items.map(({ message }) => message).join("\n")).not.toMatch(
    /mode|permission|0600|owner|no such file/i,
  );
  expect(items.find(({ code }) => code === "ssl-file-not-here")?.range.start.line).toBe(3);
  expect(items.filter(({ severity }) => severity === 1).map(({ range }) => range.start.line)).not.toContain(
    3,
  );
  const hover = async (line: number) => {
    const answer = await worker.request<Hover>("textDocument/hover", {
      textDocument: { uri },
      position: { line, character: 20 },
    });
    return (answer.contents as { value: string }).value;
  };
  const certificate = await hover(1);
  expect(certificate).toContain("db.example.com");
  expect(certificate).toContain("issued by");
  expect(certificate).not.toContain("cannot be checked here");
  expect(await hover(2)).toMatch(/Mode and owner are unknown here\./);
  const view = await worker.request(viewFileRequest, { uri: `${root}/tls/server.key` });
  expect(JSON.stringify(view)).toMatch(/"unknown here"/);
  expect(await worker.request<ClusterAnswer>(clusterRequest, { uri })).toMatchObject({
    isInBrowser: true,
    serverVersion: 18,
  });
  // The bytes of keys take another way than the protocol, and nothing outside is requested in vain.
  const secret = pem.serverKey.split("\n")[1] ?? "";
  expect(read).toContain(`${root}/tls/server.key`);
  expect(JSON.stringify(worker.messages)).not.toContain(secret);
});

test("in a workspace that is not trusted certificates and keys stay closed", async () => {
  const read: string[] = [];
  const worker = await start(workspaceFiles(demo(), read), false);
  const uri = open(worker, "postgresql.conf", "postgresql-conf", configuration);
  await findings(worker, uri);
  expect(read.filter((file) => file.includes("/tls/"))).toEqual([]);
});

test("a client that cannot answer leaves files unread, and the text is checked all the same", async () => {
  const fail = () => Promise.reject(new Error("gone"));
  const worker = await start({ stat: fail, read: fail, list: fail, isReallyThere: fail });
  const uri = open(worker, "pg_hba.conf", "pg-hba", hba);
  expect((await findings(worker, uri)).map(({ code }) => code)).toContain("hba-type-unknown");
});

test("fixes, formatting, outlines and files in manifests are answered as elsewhere", async () => {
  const worker = await start(workspaceFiles({}));
  const uri = open(
    worker,
    "pg_hba.conf",
    "pg-hba",
    "host  all all 10.0.0.0/8 md5\nhostssl all all 10.0.0.0/8   cert\n",
  );
  const textDocument = { uri };
  const [first] = await findings(worker, uri);
  const actions = await worker.request<{ title: string }[]>("textDocument/codeAction", {
    textDocument,
    range: first?.range,
    context: { diagnostics: [first] },
  });
  expect(actions.map(({ title }) => title).join("\n")).toMatch(/scram-sha-256|hostssl/);
  const options = { tabSize: 2, insertSpaces: true };
  expect(await worker.request("textDocument/formatting", { textDocument, options })).not.toEqual([]);
  expect(await worker.request("textDocument/documentSymbol", { textDocument })).not.toEqual([]);

  const manifest = readFileSync(join(projectRoot, "test/fixtures/carriers/cloudnative-pg.yaml"), "utf8");
  const wrong = manifest.replace(/hostssl /, "hosttsl ");
  expect(wrong).not.toBe(manifest);
  const orders = open(worker, "orders.yaml", "yaml", wrong);
  expect((await findings(worker, orders)).map(({ code }) => code)).toContain("hba-type-unknown");
});
