import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PublishDiagnosticsParams } from "vscode-languageserver-protocol";
import { type LspClient, startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";

let folder: string;
let client: LspClient;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-settings-"));
  client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"], {
    initializationOptions: { settings: {} },
  });
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true });
});

/** The next diagnostics of a file. */
function next(uri: string): Promise<PublishDiagnosticsParams> {
  return new Promise((resolve) =>
    client.connection.onNotification(
      "textDocument/publishDiagnostics",
      (params: PublishDiagnosticsParams) => {
        if (params.uri === uri) resolve(params);
      },
    ),
  );
}

test("a mistake in a settings file is reported at its line, and goes away when it is corrected", async () => {
  const hba = pathToFileURL(join(folder, "pg_hba.conf")).toString();
  const path = join(folder, ".pgssl.json");
  const uri = pathToFileURL(path).toString();
  const text = "hostssl all all 10.0.0.0/8 cert clientcert=1\n";
  writeFileSync(join(folder, "pg_hba.conf"), text);
  writeFileSync(path, '{\n  "serverVersion": 12\n}\n');
  let reported = next(uri);
  await client.open(hba, "pg-hba", text);
  expect((await reported).diagnostics).toEqual([
    {
      range: { start: { line: 1, character: 19 }, end: { line: 1, character: 21 } },
      severity: 1,
      source: "pgssl",
      message: expect.stringContaining("serverVersion: the value must be a major version"),
    },
  ]);
  reported = next(uri);
  writeFileSync(path, '{\n  "serverVersion": 13 }\n');
  await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
    changes: [{ uri, type: 2 }],
  });
  expect((await reported).diagnostics).toEqual([]);
});
