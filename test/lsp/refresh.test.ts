import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DiagnosticRefreshRequest } from "vscode-languageserver";
import { startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-refresh-"));
  writeFileSync(join(folder, "PG_VERSION"), "18\n");
  writeFileSync(join(folder, "server.crt"), "");
});
afterAll(() => rmSync(folder, { recursive: true }));

test("a client that pulls has to pull again when a file changes that the configuration names", async () => {
  const client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"], {
    capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
  });
  const uri = pathToFileURL(join(folder, "postgresql.conf")).toString();
  await client.open(uri, "postgresql-conf", "ssl = on\nssl_cert_file = 'server.crt'\n");
  const pull = () => client.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
  await pull();
  const refreshed = new Promise<void>((resolve) => {
    client.connection.onRequest(DiagnosticRefreshRequest.type, () => resolve());
  });
  chmodSync(join(folder, "server.crt"), 0o600);
  await refreshed;
  expect(await client.stop()).toBe(0);
});
