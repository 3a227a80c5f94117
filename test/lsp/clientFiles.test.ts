import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  DocumentSymbol,
  Hover,
} from "vscode-languageserver";
import { type LspClient, startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";

const uri = "file:///home/alice/.pg_service.conf";
const at = (line: number, character: number) => ({ textDocument: { uri }, position: { line, character } });

let client: LspClient;
beforeAll(async () => {
  client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"]);
  await client.open(uri, "pg-service", "[shop]\nsslmode=verfy-full\nssl\n");
});
afterAll(() => client.stop());

test("a service file gets its findings, and a fix", async () => {
  const found = await client.diagnostics(uri);
  expect(found.map(({ code, range }) => [code, range.start.line])).toEqual([
    ["connection-value-invalid", 1],
    ["service-line-invalid", 2],
  ]);
  const actions: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri },
    range: found[0]?.range,
    context: { diagnostics: found },
  });
  expect(actions[0]?.edit?.changes?.[uri]?.[0]?.newText).toBe("verify-full");
});

test("hover, completion and outline", async () => {
  const hover: Hover = await client.connection.sendRequest("textDocument/hover", at(1, 2));
  expect(JSON.stringify(hover.contents)).toContain("PGSSLMODE");
  const list: CompletionList | CompletionItem[] = await client.connection.sendRequest(
    "textDocument/completion",
    at(2, 3),
  );
  const items = Array.isArray(list) ? list : list.items;
  expect(items.map(({ label }) => label)).toContain("sslrootcert");
  const symbols: DocumentSymbol[] = await client.connection.sendRequest("textDocument/documentSymbol", {
    textDocument: { uri },
  });
  expect(symbols.map(({ name }) => name)).toEqual(["shop"]);
});

test("a password file gets its findings, without its passwords", async () => {
  const other = "file:///home/alice/.pgpass";
  await client.open(other, "pgpass", "*:*:*:*:geheim\ndb:1:d:alice:ge:heim\n");
  const found = await client.diagnostics(other);
  expect(found.map(({ code, range }) => [code, range.start.line])).toEqual([
    ["passfile-line-invalid", 1],
    ["passfile-line-invalid", 1],
  ]);
  expect(JSON.stringify(found)).not.toContain("heim");
});
