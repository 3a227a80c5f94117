import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { committedFilesRequest, connectionChangesRequest } from "../../server/src/lsp/protocol.ts";
import { startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";

test("edits that are not saved, and those that are not committed: a code lens and a list", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pgssl-changes-"));
  const uri = pathToFileURL(join(folder, "pg_hba.conf")).toString();
  const saved = "# who may\nhostnossl all app 10.0.0.0/8 scram-sha-256\nlocal all all peer\n";
  writeFileSync(join(folder, "pg_hba.conf"), saved);
  const client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"], {
    initializationOptions: { trusted: true, settings: {}, opensPages: true, readsCommits: true },
  });
  let committed: string | undefined;
  client.connection.onRequest(committedFilesRequest, () =>
    committed === undefined ? null : [{ uri, text: committed }],
  );
  const open = (text: string) =>
    client.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "pg-hba", version: 1, text },
    });
  const lenses = () => client.connection.sendRequest("textDocument/codeLens", { textDocument: { uri } });
  try {
    await open(saved);
    expect(await lenses()).toEqual([]);
    await client.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: saved.replace("local all all peer", "local all all trust") }],
    });
    expect(await lenses()).toMatchObject([
      {
        range: { start: { line: 2, character: 0 } },
        command: {
          title: "Once saved and reloaded: every role needs to prove less over the Unix socket",
          command: "pgssl.showConnectionChanges",
        },
      },
    ]);
    expect(
      await client.connection.sendRequest(connectionChangesRequest, { uri, since: "saved" }),
    ).toMatchObject([{ effect: "weaker", place: { uri, line: 2 } }]);
    const changed = saved.replace("10.0.0.0/8", "10.0.0.0/9");
    writeFileSync(join(folder, "pg_hba.conf"), changed);
    await client.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 3 },
      contentChanges: [{ text: changed }],
    });
    expect(await client.connection.sendRequest(connectionChangesRequest, { uri, since: "saved" })).toEqual(
      [],
    );
    expect(await lenses(), "in no repository").toEqual([]);
    committed = saved;
    expect(await lenses()).toMatchObject([
      {
        range: { start: { line: 1, character: 0 } },
        command: {
          title: "Since the last commit: 10.128.0.0/9: app loses TCP without encryption or GSSAPI encryption",
        },
      },
    ]);
    expect(
      await client.connection.sendRequest(connectionChangesRequest, { uri, since: "committed" }),
    ).toMatchObject([{ effect: "lost", place: { uri, line: 1 } }]);
    await client.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 4 },
      contentChanges: [{ text: `${saved}hostssl all all all cert clientcert=\n` }],
    });
    expect(await lenses(), "while a record is half typed").toEqual([]);
    writeFileSync(join(folder, "pg_hba.conf"), saved);
    committed = `${saved}local all all trust\nhost all web 10.0.0.0/8 md5\n`;
    await client.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 5 },
      contentChanges: [{ text: saved }],
    });
    expect(await lenses(), "another commit").toMatchObject([
      { command: { title: expect.stringMatching(/^Since the last commit: 10\.0\.0\.0\/8: web loses TCP/) } },
    ]);
    await client.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 6 },
      contentChanges: [{ text: `${saved}${"#\n".repeat(1_000)}` }],
    });
    expect(await lenses(), "longer files have none").toEqual([]);
  } finally {
    expect(await client.stop()).toBe(0);
    rmSync(folder, { recursive: true });
  }
});
