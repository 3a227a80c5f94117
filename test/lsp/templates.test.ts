import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ClusterAnswer, clusterRequest } from "../../server/src/lsp/protocol.ts";
import { type LspClient, startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";

let client: LspClient;
beforeAll(async () => {
  client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"]);
});
afterAll(() => client.stop());

test("only what is written out in a template is checked, and its cluster says that it is one", async () => {
  const uri = "file:///repo/pg_hba.conf";
  await client.open(uri, "pg-hba", "{% if a %}\nhosst all all all md5\n{% endif %}\nhosst all all all md5\n");
  const found = await client.diagnostics(uri);
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
  expect(await client.diagnostics(uri)).toEqual([]);
});
