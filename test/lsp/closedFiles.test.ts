import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  CancellationTokenSource,
  type Diagnostic,
  type WorkspaceDiagnosticReport,
} from "vscode-languageserver";
import { type LspClient, plainCapabilities, startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";

const main = "ssl = on\nssl_min_protocol_version = 'TLSv1.9'\n";
const good = "hostssl all all 10.0.0.0/8 scram-sha-256\n";
const bad = "hostsll all all 10.0.0.0/8 scram-sha-256\n";

let folder: string;
let client: LspClient;
const uriOf = (name: string) => pathToFileURL(join(folder, name)).toString();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-closed-"));
  writeFileSync(join(folder, "postgresql.conf"), main);
  writeFileSync(join(folder, "pg_hba.conf"), bad);
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true });
});

const close = (uri: string) =>
  client.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });

test("a client that cannot pull is sent the problems of closed files, and keeps those of a closed tab", async () => {
  client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"], {
    capabilities: plainCapabilities,
  });
  const last = new Map<string, readonly Diagnostic[]>();
  client.connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => {
    last.set(uri, diagnostics);
  });
  const shown = (name: string) => last.get(uriOf(name))?.map(({ code }) => code);
  await client.open(uriOf("postgresql.conf"), "postgresql-conf", main);
  await expect.poll(() => shown("pg_hba.conf")).toEqual(["hba-type-unknown"]);
  await expect.poll(() => shown("postgresql.conf")).toContain("conf-choice-invalid");
  await close(uriOf("postgresql.conf"));
  writeFileSync(join(folder, "pg_hba.conf"), "hostssl all all 10.0.0.0/8 scram-sha-256\n");
  await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [] });
  await expect.poll(() => shown("pg_hba.conf")).toEqual([]);
  expect(shown("postgresql.conf")).toContain("conf-choice-invalid");
});

test("a client that pulls gets the files of clusters that a view shows, and the next answer when one changes", async () => {
  client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"], {
    capabilities: { textDocument: { diagnostic: {} } },
  });
  expect(client.initialized.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: true });
  const pull = (
    previousResultIds: { uri: string; value: string }[] = [],
    token = new CancellationTokenSource().token,
  ) =>
    client.connection.sendRequest<WorkspaceDiagnosticReport>(
      "workspace/diagnostic",
      { previousResultIds },
      token,
    );
  const codes = (report: WorkspaceDiagnosticReport) =>
    Object.fromEntries(
      report.items.map((item) => [
        item.uri.replace(/.*\//, ""),
        item.kind === "full" ? item.items.map(({ code }) => code) : [],
      ]),
    );
  expect(await pull()).toEqual({ items: [] });
  await client.connection.sendRequest("pgssl/clusters", { uris: [uriOf("postgresql.conf")] });
  const first = await pull();
  expect(codes(first)).toMatchObject({ "pg_hba.conf": ["hba-type-unknown"] });
  expect(codes(first)["postgresql.conf"]).toContain("conf-choice-invalid");
  const ids = first.items.map(({ uri, resultId = "" }) => ({ uri, value: resultId }));

  const held = pull(ids);
  writeFileSync(join(folder, "pg_hba.conf"), good);
  expect(codes(await held)).toEqual({ "pg_hba.conf": [] });

  const settled = (await pull()).items.map(({ uri, resultId = "" }) => ({ uri, value: resultId }));
  const stopped = new CancellationTokenSource();
  const cancelled = pull(settled, stopped.token);
  stopped.cancel();
  expect(await cancelled).toEqual({ items: [] });

  rmSync(join(folder, "postgresql.conf"));
  expect(codes(await pull(settled))).toMatchObject({ "postgresql.conf": [] });
});
