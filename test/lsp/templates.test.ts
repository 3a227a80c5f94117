import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Diagnostic, DocumentDiagnosticRequest } from "vscode-languageserver";
import { type ClusterAnswer, clusterRequest } from "../../server/src/lsp/protocol.ts";
import { type LspClient, plainCapabilities, startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";

let client: LspClient;
beforeAll(async () => {
  const { textDocument } = plainCapabilities;
  const capabilities = { textDocument: { ...textDocument, diagnostic: {} } };
  client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"], { capabilities });
});
afterAll(() => client.stop());

async function pulled(uri: string): Promise<readonly Diagnostic[]> {
  const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, {
    textDocument: { uri },
  });
  return report.kind === "full" ? report.items : [];
}

test("only what is written out in a template is checked, and its cluster says that it is one", async () => {
  const uri = "file:///repo/pg_hba.conf";
  const record = "hosst all all all scram-sha-256";
  await client.open(uri, "pg-hba", `{% if a %}\n${record}\n{% endif %}\n${record}\n`);
  const found = await pulled(uri);
  expect(found.map(({ code, range }) => [code, range.start.line])).toEqual([["hba-type-unknown", 3]]);
  const answer: ClusterAnswer = await client.connection.sendRequest(clusterRequest, { uri });
  expect(answer.isTemplate).toBe(true);
});

test.each([
  ["of another language", "ini", "hosst = nonsense\n"],
  ["of another program", "postgresql-conf", "[program:postgresql]\ncommand=postgres\n"],
])("a document %s has no diagnostics", async (_, language, text) => {
  const uri = `file:///repo/${language}/postgresql.conf`;
  await client.open(uri, language, text);
  expect(await pulled(uri)).toEqual([]);
});
