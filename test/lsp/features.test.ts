import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClientCapabilities, WorkspaceEdit } from "vscode-languageserver";
import { type LspClient, plainCapabilities, startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";

const capabilities: ClientCapabilities = {
  textDocument: {
    ...plainCapabilities.textDocument,
    rename: { prepareSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  workspace: { inlayHint: { refreshSupport: true } },
};
const conf = "# one\n# two\nssl = on\nssl_cert_file = 'server.crt' # ours\n";
const hba = "hostssl all all all cert map=staff\n";
const ident = "staff a b\nstaff c d\n";

let folder: string;
let client: LspClient;
const uriOf = (name: string) => pathToFileURL(join(folder, name)).toString();
const range = (line: number, start: number, end: number) => ({
  start: { line, character: start },
  end: { line, character: end },
});

/** What the server answers about a position of a file. */
const ask = (method: string, name: string, more: object = {}): Promise<unknown> =>
  client.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri: uriOf(name) }, ...more });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pgssl-features-"));
  const files = { PG_VERSION: "18\n", "postgresql.conf": conf, "pg_hba.conf": hba, "pg_ident.conf": ident };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"], { capabilities });
  await client.open(uriOf("postgresql.conf"), "postgresql-conf", conf);
  await client.open(uriOf("pg_hba.conf"), "pg-hba", hba);
});

afterAll(async () => {
  expect(await client.stop()).toBe(0);
  await rm(folder, { recursive: true });
});

test("says what it can", () => {
  expect(client.initialized.capabilities).toMatchObject({
    inlayHintProvider: true,
    documentLinkProvider: {},
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
  });
});

test("inlay hints and links follow the files without an edit", async () => {
  const all = { range: range(0, 0, 0) };
  all.range.end.line = 9;
  const manual = [
    { range: range(2, 0, 3), target: expect.stringMatching(/#GUC-SSL$/) },
    { range: range(3, 0, 13), target: expect.stringMatching(/#GUC-SSL-CERT-FILE$/) },
  ];
  expect(await ask("documentLink", "postgresql.conf")).toEqual(manual);
  expect(await ask("inlayHint", "postgresql.conf", all)).toEqual([
    { position: { line: 3, character: 28 }, label: "missing", paddingLeft: true },
  ]);
  const refreshed = new Promise<void>((resolve) => {
    client.connection.onRequest("workspace/inlayHint/refresh", () => {
      resolve();
      return null;
    });
  });
  await writeFile(join(folder, "server.new"), "", { mode: 0o600 });
  await rename(join(folder, "server.new"), join(folder, "server.crt"));
  await refreshed;
  expect(await ask("inlayHint", "postgresql.conf", all)).toMatchObject([{ label: "empty · 0600" }]);
  expect(await ask("documentLink", "postgresql.conf")).toEqual([
    { range: range(3, 17, 27), target: uriOf("server.crt") },
    ...manual,
  ]);
});

test("formatting of a document, of lines, and of the line that Enter ended", async () => {
  const uri = pathToFileURL(join(folder, "ragged/pg_hba.conf")).toString();
  await client.open(uri, "pg-hba", "host all all all md5\nlocal all all peer \n\n");
  const request = (method: string, more: object = {}) =>
    client.connection.sendRequest(`textDocument/${method}`, {
      textDocument: { uri },
      options: { tabSize: 8, insertSpaces: true },
      ...more,
    });
  const edit = (line: number, start: number, end: number, newText: string) => ({
    range: range(line, start, end),
    newText,
  });
  const first = [4, 8, 12, 16].map((at, index) => edit(0, at, at + 1, " ".repeat(index === 0 ? 4 : 5)));
  const second = [
    edit(1, 5, 6, "   "),
    edit(1, 9, 10, "     "),
    edit(1, 13, 14, " ".repeat(13)),
    edit(1, 18, 19, ""),
  ];
  expect(await request("formatting")).toEqual([...first, ...second]);
  expect(
    await request("rangeFormatting", {
      range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } },
    }),
  ).toEqual(first);
  const onEnter = await request("onTypeFormatting", { position: { line: 2, character: 0 }, ch: "\n" });
  expect(onEnter).toEqual([edit(1, 18, 19, "")]);
});

test("what words mean, and what changed of it", async () => {
  const uri = pathToFileURL(join(folder, "words/pg_hba.conf")).toString();
  await client.open(uri, "pg-hba", "local all all peer\n\nlocal app all peer\n");
  const request = (method: string, more: object = {}): Promise<{ resultId: string; data: number[] }> =>
    client.connection.sendRequest(`textDocument/semanticTokens/${method}`, {
      textDocument: { uri },
      ...more,
    });
  const full = await request("full");
  const first = [0, 0, 5, 0, 0, 0, 6, 3, 0, 0, 0, 4, 3, 0, 0, 0, 4, 4, 6, 0];
  expect(full.data.slice(0, 20)).toEqual(first);
  expect((await request("range", { range: range(0, 0, 0) })).data).toEqual(first);
  await client.change(uri, "xyz", { start: { line: 2, character: 6 }, end: { line: 2, character: 9 } });
  const same = await request("full/delta", { previousResultId: full.resultId });
  expect(same).toMatchObject({ edits: [] });
  await client.change(uri, "all", { start: { line: 2, character: 6 }, end: { line: 2, character: 9 } });
  const delta = await request("full/delta", { previousResultId: same.resultId });
  expect(delta).toMatchObject({ edits: [{ start: expect.any(Number), data: expect.anything() }] });
});

test("selections grow from a word to its record", async () => {
  const positions = [{ line: 0, character: 9 }];
  expect(await ask("selectionRange", "pg_hba.conf", { positions })).toEqual([
    { range: range(0, 8, 11), parent: { range: range(0, 0, hba.length - 1) } },
  ]);
});

test("outline and folding", async () => {
  expect(await ask("documentSymbol", "postgresql.conf")).toEqual([
    { name: "ssl", detail: "on", kind: 7, range: range(2, 0, 8), selectionRange: range(2, 0, 3) },
    {
      name: "ssl_cert_file",
      detail: "server.crt",
      kind: 7,
      range: range(3, 0, 35),
      selectionRange: range(3, 0, 13),
    },
  ]);
  expect(await ask("foldingRange", "postgresql.conf")).toEqual([
    { startLine: 0, endLine: 1, kind: "comment" },
  ]);
});

test("a map's name leads to pg_ident.conf and is renamed there too", async () => {
  const at = { position: { line: 0, character: 31 } };
  const definitions = [0, 1].map((line) => ({ uri: uriOf("pg_ident.conf"), range: range(line, 0, 5) }));
  const use = { uri: uriOf("pg_hba.conf"), range: range(0, 29, 34) };
  expect(await ask("definition", "pg_hba.conf", at)).toEqual(definitions);
  expect(await ask("references", "pg_hba.conf", { ...at, context: { includeDeclaration: true } })).toEqual([
    use,
    ...definitions,
  ]);
  expect(await ask("references", "pg_hba.conf", { ...at, context: { includeDeclaration: false } })).toEqual([
    use,
  ]);
  expect(await ask("documentHighlight", "pg_hba.conf", at)).toEqual([{ range: use.range, kind: 2 }]);
  expect(await ask("prepareRename", "pg_hba.conf", at)).toEqual({ range: use.range, placeholder: "staff" });
  expect(await ask("rename", "pg_hba.conf", { ...at, newName: "crew" })).toEqual({
    changes: {
      [uriOf("pg_hba.conf")]: [{ range: range(0, 25, 34), newText: "map=crew" }],
      [uriOf("pg_ident.conf")]: [0, 1].map((line) => ({ range: range(line, 0, 5), newText: "crew" })),
    },
  });
  await expect(ask("rename", "pg_hba.conf", { ...at, newName: "" })).rejects.toThrow(/name/);
  const elsewhere = { position: { line: 0, character: 2 } };
  expect(await ask("prepareRename", "pg_hba.conf", elsewhere)).toBeNull();
  expect(await ask("rename", "pg_hba.conf", { ...elsewhere, newName: "x" })).toBeNull();
});

test("a path leads to its file, which is not read for it", async () => {
  const at = { position: { line: 3, character: 20 } };
  await writeFile(join(folder, "server.crt"), "-----BEGIN PRIVATE KEY-----\nsecret\n");
  expect(await ask("definition", "postgresql.conf", at)).toEqual([
    { uri: uriOf("server.crt"), range: range(0, 0, 0) },
  ]);
});

describe("the path of a certificate", () => {
  const renaming: ClientCapabilities = {
    workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["rename"] } },
  };
  const edits = [{ range: range(3, 16, 28), newText: "'new.crt'" }];

  /** What a client gets that renames it, in a workspace of the folder. */
  async function renamed(
    given: { capabilities?: ClientCapabilities; folders?: string[]; trusted?: boolean },
    newName = "new.crt",
  ): Promise<WorkspaceEdit> {
    const { capabilities = renaming, folders = [uriOf("").replace(/\/$/, "")], trusted = true } = given;
    const own = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"], {
      capabilities,
      folders,
      initializationOptions: { trusted },
    });
    const uri = uriOf("postgresql.conf");
    await writeFile(join(folder, "server.crt"), "");
    await own.open(uri, "postgresql-conf", conf);
    const at = { textDocument: { uri }, position: { line: 3, character: 20 }, newName };
    const edit = await own.connection.sendRequest<WorkspaceEdit>("textDocument/rename", at);
    expect(await own.stop()).toBe(0);
    return edit;
  }

  test("is renamed together with the file, in a trusted workspace that holds both places", async () => {
    const uri = uriOf("postgresql.conf");
    expect(await renamed({})).toEqual({
      documentChanges: [
        { textDocument: { uri, version: null }, edits },
        { kind: "rename", oldUri: uriOf("server.crt"), newUri: uriOf("new.crt") },
      ],
    });
  });

  test.each([
    ["the workspace is not trusted", { trusted: false }],
    ["it is elsewhere", { folders: ["file:///elsewhere"] }],
    ["the client renames no files", { capabilities: {} }],
  ])("alone is renamed where %s", async (_, given) => {
    expect(await renamed(given)).toEqual({ changes: { [uriOf("postgresql.conf")]: edits } });
  });

  test("alone is renamed where the file would leave the workspace", async () => {
    expect(await renamed({}, "../new.crt")).not.toHaveProperty("documentChanges");
  });
});

test("nothing is reported of a file that is not configuration", async () => {
  const uri = uriOf("server.crt");
  const at = { position: { line: 0, character: 0 }, context: { includeDeclaration: true }, newName: "x" };
  await client.open(uri, "pem", "ssl = on\n# a\n# b\n");
  for (const method of ["documentSymbol", "documentLink", "definition", "references"])
    expect(await ask(method, "server.crt", at)).toEqual([]);
  expect(await ask("foldingRange", "server.crt", at)).toBeNull(); // so that the editor folds by indentation
  expect(await ask("inlayHint", "server.crt", { range: range(0, 0, 1) })).toEqual([]);
  expect(await ask("documentHighlight", "server.crt", at)).toEqual([]);
  expect(await ask("prepareRename", "server.crt", at)).toBeNull();
  expect(await ask("rename", "server.crt", at)).toBeNull();
});

test("a client that knows no trees gets a list, and one that cannot prepare renames need not", async () => {
  const plain = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"]);
  expect(plain.initialized.capabilities.renameProvider).toBe(true);
  const uri = "file:///nowhere/pg_ident.conf";
  await plain.open(uri, "pg-ident", ident);
  const location = (first: number, last: number) => ({
    uri,
    range: { start: { line: first, character: 0 }, end: { line: last, character: 9 } },
  });
  expect(
    await plain.connection.sendRequest("textDocument/documentSymbol", { textDocument: { uri } }),
  ).toEqual([
    { name: "staff", kind: 3, location: location(0, 1) },
    { name: "a → b", kind: 8, location: location(0, 0), containerName: "staff" },
    { name: "c → d", kind: 8, location: location(1, 1), containerName: "staff" },
  ]);
  expect(await plain.stop()).toBe(0);
});
