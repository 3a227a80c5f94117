import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type CodeAction,
  type CompletionItem,
  type Hover,
  PublishDiagnosticsNotification,
  ShowMessageNotification,
} from "vscode-languageserver";
import { type LspClient, plainCapabilities, startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";

const serverScript = join(projectRoot, "dist/server.cjs");
const hba = "file:///nowhere/pg_hba.conf";

describe("a plain client over standard input and output", () => {
  let client: LspClient;
  beforeAll(async () => {
    client = await startLspClient([serverScript, "--stdio"]);
  });
  afterAll(async () => {
    expect(await client.stop()).toBe(0);
  });

  test("gets what is wrong, where, and where to read on", async () => {
    await client.open(
      hba,
      "pg-hba",
      "# pgssl: version=16\nlocal all all trust\nhostsll all all 10.0.0.0/8 scram-sha-256\n",
    );
    const [first, ...others] = await client.diagnostics(hba);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      code: "hba-type-unknown",
      severity: 1,
      source: "pgssl",
      range: { start: { line: 2, character: 0 }, end: { line: 2, character: 7 } },
    });
    expect(first?.codeDescription?.href).toMatch(/\/hba-type-unknown\.md$/);
  });

  test("sees an edit at once", async () => {
    const at = (character: number) => ({ line: 2, character });
    await client.change(hba, "hostssl", { start: at(0), end: at(7) });
    expect(await client.diagnostics(hba)).toEqual([]);
    await client.change(hba, "x", { start: at(0), end: at(0) });
    expect((await client.diagnostics(hba)).map(({ code }) => code)).toEqual(["hba-type-unknown"]);
  });

  test("completes by what is to the left, and documents a proposal when it is shown", async () => {
    await client.change(hba, "# pgssl: version=16\nhostssl all all 10.0.0.0/8 scram-sha-256 clientcert=");
    const items: CompletionItem[] = await client.connection.sendRequest("textDocument/completion", {
      textDocument: { uri: hba },
      position: { line: 1, character: 52 },
    });
    expect(items.map(({ label }) => label).sort()).toEqual(["verify-ca", "verify-full"]);
    expect(items[0]?.documentation).toBeUndefined();
    const resolved: CompletionItem = await client.connection.sendRequest("completionItem/resolve", items[0]);
    expect(resolved.documentation).toMatchObject({ kind: "markdown" });
  });

  test("hovers", async () => {
    const hover: Hover = await client.connection.sendRequest("textDocument/hover", {
      textDocument: { uri: hba },
      position: { line: 1, character: 30 },
    });
    expect(hover.range).toEqual({ start: { line: 1, character: 27 }, end: { line: 1, character: 40 } });
    expect(hover.contents).toMatchObject({ kind: "markdown" });
  });

  test("gets a fix that turns the bad line into a good one", async () => {
    await client.change(hba, "# pgssl: version=16\nhostssl all all 10.0.0.0/8 scram-sha-256 clientcert=1\n");
    const diagnostics = await client.diagnostics(hba);
    const actions: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri: hba },
      range: diagnostics[0]?.range,
      context: { diagnostics },
    });
    const edit = actions.flatMap((action) => action.edit?.changes?.[hba] ?? []);
    expect(edit.map(({ newText }) => newText).join()).toContain("verify-ca");
    const all: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri: hba },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [], only: ["source.fixAll"] },
    });
    expect(all.map(({ kind }) => kind)).toEqual(["source.fixAll.pgssl"]);
  });

  test("gets new lines that end as the others do", async () => {
    await client.change(hba, "# pgssl: version=16\r\nhost all all 127.0.0.1/32 trust\r\n");
    const actions: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri: hba },
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } },
      context: { diagnostics: [] },
    });
    const edits = actions.flatMap((action) => action.edit?.changes?.[hba] ?? []);
    expect(edits.map(({ newText }) => newText)).toEqual([
      "\r\nhost all all ::1/128      trust",
      "# pgssl-disable-next-line hba-ipv6-missing\r\n",
      "# pgssl-disable-file hba-ipv6-missing\r\n",
    ]);
  });

  test("may ask anything of a document that it never opened", async () => {
    const nowhere = {
      textDocument: { uri: "file:///nowhere/else.conf" },
      position: { line: 3, character: 9 },
    };
    expect(await client.connection.sendRequest("textDocument/hover", nowhere)).toBeNull();
    expect(await client.connection.sendRequest("textDocument/completion", nowhere)).toEqual([]);
  });
});

test("a client that pulls diagnostics gets them as responses, and none are pushed", async () => {
  const client = await startLspClient([serverScript, "--stdio"], {
    capabilities: { textDocument: { diagnostic: { relatedInformation: true } } },
  });
  expect(client.initialized.capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: true });
  let pushed = 0;
  client.connection.onNotification(PublishDiagnosticsNotification.type, () => {
    pushed++;
  });
  await client.open(hba, "pg-hba", "# pgssl: version=16\nhost all all 10.0.0.0/33 trust\n");
  const report: { kind: string; items: { code: string }[] } = await client.connection.sendRequest(
    "textDocument/diagnostic",
    { textDocument: { uri: hba } },
  );
  expect(report.kind).toBe("full");
  expect(report.items.map(({ code }) => code)).toContain("hba-prefix-invalid");
  for (const [uri, language] of [
    ["file:///repo/values.yaml", "yaml"],
    ["file:///repo/postgresql.conf", "ini"],
    ["file:///repo/notes.md", "markdown"],
  ] as const) {
    await client.open(uri, language, "ssl = maybe\n");
    const other = await client.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
    expect(other).toMatchObject({ kind: "full", items: [] }); // what is not ours has no findings
  }
  expect(pushed).toBe(0);
  expect(await client.stop()).toBe(0);
});

describe("what a small client does not know, the server does without", () => {
  let folder: string;
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).toString();
  const main = "ssl = on\nssl_ca_file = 'ca.crt'\n";
  const lines = "hostssl all all 10.0.0.0/8 cert\n";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "pgssl-client-"));
    writeFileSync(join(folder, "postgresql.conf"), main);
    writeFileSync(join(folder, "pg_hba.conf"), lines);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The rules that the server reports last, once it reports that many. */
  const settled = (client: LspClient, uri: string, count: number) =>
    expect.poll(async () => (await client.diagnostics(uri)).map(({ code }) => code)).toHaveLength(count);

  test("a client that pulls and takes no request to pull again", async () => {
    const client = await startLspClient([serverScript, "--stdio"], {
      capabilities: { textDocument: { diagnostic: {} } },
    });
    await client.open(uriOf("pg_hba.conf"), "pg-hba", lines);
    const pull = () =>
      client.connection.sendRequest<{ items: { code: string }[] }>("textDocument/diagnostic", {
        textDocument: { uri: uriOf("pg_hba.conf") },
      });
    expect((await pull()).items).toEqual([]);
    writeFileSync(join(folder, "postgresql.conf"), "ssl = on # and no ca\n");
    await expect
      .poll(async () => (await pull()).items.map(({ code }) => code))
      .toEqual(["hba-client-certificate-without-ca"]);
    writeFileSync(join(folder, "postgresql.conf"), main);
    expect(await client.stop()).toBe(0);
  });

  test("a message is shown to a client that takes no questions", async () => {
    const client = await startLspClient([serverScript, "--stdio"]);
    const shown: string[] = [];
    client.connection.onNotification(ShowMessageNotification.type, ({ message }) => void shown.push(message));
    await client.open(uriOf("pg_hba.conf"), "pg-hba", lines);
    await client.connection.sendRequest("workspace/executeCommand", {
      command: "pgssl.changeFile",
      arguments: [{ document: uriOf("pg_hba.conf"), line: 0, rule: "key-file-permissions", title: "none" }],
    });
    expect(shown).toEqual(["Nothing was changed: the file is no longer as it was."]);
    expect(await client.stop()).toBe(0);
  });

  test("settings are requested at the start when the client did not send them along", async () => {
    const client = await startLspClient([serverScript, "--stdio"], {
      capabilities: { ...plainCapabilities, workspace: { configuration: true } },
      answers: { "workspace/configuration": () => [{ rules: { "hba-type-unknown": "off" } }] },
    });
    await client.open(hba, "pg-hba", "hosst all all 10.0.0.0/8 scram-sha-256\n");
    await settled(client, hba, 0);
    expect(await client.stop()).toBe(0);
  });

  test("the text of a file that is closed without saving counts no longer, for the others neither", async () => {
    const client = await startLspClient([serverScript, "--stdio"]);
    await client.open(uriOf("pg_hba.conf"), "pg-hba", lines);
    await client.open(uriOf("postgresql.conf"), "postgresql-conf", main);
    await client.change(uriOf("postgresql.conf"), "ssl = on\n");
    await settled(client, uriOf("pg_hba.conf"), 1);
    await client.connection.sendNotification("textDocument/didClose", {
      textDocument: { uri: uriOf("postgresql.conf") },
    });
    await settled(client, uriOf("pg_hba.conf"), 0);
    expect(await client.stop()).toBe(0);
  });
});
