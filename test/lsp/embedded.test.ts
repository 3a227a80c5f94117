import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CodeAction, Hover } from "vscode-languageserver";
import { type ClusterNodeAnswer, clustersRequest } from "../../server/src/lsp/protocol.ts";
import { type LspClient, startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";

const uri = "file:///repo/orders.yaml";
const text = readFileSync(join(projectRoot, "test/fixtures/carriers/cloudnative-pg.yaml"), "utf8");
const listLine = text.split("\n").indexOf("    pg_hba:");

let client: LspClient;
beforeAll(async () => {
  client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"]);
  await client.open(uri, "yaml", text);
});
afterAll(() => client.stop());

test("a manifest gets its findings, and a fix at the list", async () => {
  const [gap, ...others] = await client.diagnostics(uri);
  expect(others).toEqual([]);
  expect(gap).toMatchObject({
    code: "hba-cleartext-gap",
    range: { start: { line: listLine, character: 4 }, end: { line: listLine, character: 10 } },
  });
  const actions: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri },
    range: gap?.range,
    context: { diagnostics: [gap] },
  });
  const edits = (newText: string) => ({ [uri]: [expect.objectContaining({ newText })] });
  expect(actions.filter(({ edit }) => edit).map(({ edit }) => edit?.changes)).toEqual([
    edits("\n      - hostnossl all all all reject"),
    edits("    # pgssl-disable-next-line hba-cleartext-gap\n"),
    edits("# pgssl-disable-file hba-cleartext-gap\n"),
  ]);
});

test("what is safe in a manifest is fixed at once", async () => {
  const other = "file:///repo/addresses.yaml";
  const item = "      - hostssl orders orders_app 10.42.0.0/16 scram-sha-256";
  await client.open(
    other,
    "yaml",
    text.replace(item, `      - "hostssl app,shop all 10.42.0.1 cert"\n${item}`),
  );
  const actions: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri: other },
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    context: { diagnostics: [], only: ["source.fixAll"] },
  });
  expect(actions.map(({ edit }) => edit?.changes)).toEqual([
    { [other]: [expect.objectContaining({ newText: expect.stringContaining("10.42.0.1/32") })] },
  ]);
});

test("a word in it has a hover", async () => {
  const position = { line: listLine + 1, character: 60 };
  const at = { textDocument: { uri }, position };
  const hover: Hover = await client.connection.sendRequest("textDocument/hover", at);
  expect(JSON.stringify(hover.contents)).toContain("scram-sha-256");
  expect(hover.range?.start.line).toBe(listLine + 1);
});

test("the tree of its cluster leads to the lines of the manifest", async () => {
  const [tree] = await client.connection.sendRequest<ClusterNodeAnswer[]>(clustersRequest, { uris: [] });
  const files = tree?.children?.find(({ kind }) => kind === "configuration");
  const hba = files?.children?.find(({ label }) => label === "pg_hba.conf");
  expect(hba?.children?.at(-2)).toMatchObject({
    label: "hostssl all all 0.0.0.0/0 reject",
    place: { uri, range: { start: { line: listLine + 2, character: 8 } } },
  });
});

test("YAML is folded by the editor, not by nothing", async () => {
  expect(
    await client.connection.sendRequest("textDocument/foldingRange", { textDocument: { uri } }),
  ).toBeNull();
});

test("a file of YAML that is none of ours gets nothing", async () => {
  const other = "file:///repo/postgresql.yaml";
  await client.open(other, "yaml", "ssl: on\nhosst all all\n");
  expect(await client.diagnostics(other)).toEqual([]);
  for (const method of [
    "hover",
    "completion",
    "definition",
    "documentLink",
    "documentSymbol",
    "foldingRange",
  ]) {
    const answer = await client.connection.sendRequest<unknown[] | null>(`textDocument/${method}`, {
      textDocument: { uri: other },
      position: { line: 0, character: 2 },
    });
    expect(answer ?? []).toEqual([]);
  }
});
