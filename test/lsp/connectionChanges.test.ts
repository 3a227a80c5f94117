import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CodeLens } from "vscode-languageserver";
import {
  type ConnectionChangeAnswer,
  committedFilesRequest,
  connectionChangesRequest,
} from "../../server/src/lsp/protocol.ts";
import { type LspClient, startLspClient } from "../support/lspClient.ts";
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

describe("a manifest", () => {
  const folder = mkdtempSync(join(tmpdir(), "pgssl-changes-"));
  const path = join(folder, "orders.yaml");
  const uri = pathToFileURL(path).toString();
  const cluster = (name: string, ...records: string[]) =>
    [
      "apiVersion: postgresql.cnpg.io/v1",
      "kind: Cluster",
      `metadata: {name: ${name}}`,
      "spec:",
      "  imageName: ghcr.io/cloudnative-pg/postgresql:16.4",
      "  postgresql:",
      "    pg_hba:",
      ...records.map((record) => `      - ${record}`),
      "",
    ].join("\n");
  const item = "hostssl orders app 10.0.0.0/8 scram-sha-256";
  const end = "host all all all reject";
  const saved = cluster("orders", item, end);
  let client: LspClient;
  let committed: string | undefined;
  let version = 1;
  beforeAll(async () => {
    writeFileSync(path, saved);
    client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"], {
      initializationOptions: { trusted: true, settings: {}, opensPages: true, readsCommits: true },
    });
    client.connection.onRequest(committedFilesRequest, () =>
      committed === undefined ? null : [{ uri, text: committed }],
    );
    await client.open(uri, "yaml", saved);
  });
  afterAll(async () => {
    expect(await client.stop()).toBe(0);
    rmSync(folder, { recursive: true });
  });
  const edit = (text: string) =>
    client.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: ++version },
      contentChanges: [{ text }],
    });
  const lenses = async () => {
    const found: CodeLens[] = await client.connection.sendRequest("textDocument/codeLens", {
      textDocument: { uri },
    });
    return found.map(({ range, command }) => `${range.start.line} ${command?.title}`);
  };
  const changes = (since: "saved" | "committed") =>
    client.connection.sendRequest<ConnectionChangeAnswer[]>(connectionChangesRequest, { uri, since });

  test("says what an edit changes at the item that decides then", async () => {
    expect(await lenses()).toEqual([]);
    await edit(`# a comment\n${saved.replace("10.0.0.0/8", "10.0.0.0/9")}`);
    expect(await lenses()).toEqual([
      "9 Once saved and applied: 10.128.0.0/9: app (database orders) loses TLS",
    ]);
    expect(await changes("saved")).toEqual([
      {
        effect: "lost",
        summary: "10.128.0.0/9: app (database orders) loses TLS",
        place: { uri, line: 9 },
      },
    ]);
  });

  test("says at the list what the operator's record admits", async () => {
    await edit(cluster("orders", item));
    const [lens] = await lenses();
    expect(lens).toMatch(/^6 Once saved and applied: all addresses: every role may come in over TCP without/);
    const [first] = await changes("saved");
    expect(first).toMatchObject({
      effect: "cleartext-opened",
      reason: "By a record of CloudNativePG, after your lines.",
      place: { uri, line: 6 },
    });
  });

  test("leads to its list where no record decides any more", async () => {
    const patroni = (...records: string[]) =>
      ["scope: orders", "postgresql:", "  pg_hba:", ...records.map((record) => `    - ${record}`), ""].join(
        "\n",
      );
    committed = patroni("local all all peer", "host all web 10.0.0.0/8 md5");
    await edit(`# a comment\n${patroni("local all all peer")}`);
    expect(await changes("committed")).toMatchObject([{ effect: "lost", place: { uri, line: 3 } }]);
  });

  test("has none for a record that is half typed, a text that is as saved, and another cluster", async () => {
    await edit(cluster("orders", "hostssl all all all cert clientcert=", end));
    expect(await lenses()).toEqual([]);
    await edit(cluster("shop", end));
    expect(await lenses()).toEqual([]);
    expect(await changes("saved")).toEqual([]);
    committed = undefined;
    await edit(saved);
    expect(await lenses()).toEqual([]);
  });

  test("compares each cluster with the one of its name in the last commit", async () => {
    committed = saved;
    const both = `${cluster("shop", "host all web 10.0.0.0/8 trust", end)}---\n${cluster("orders", item.replace("ssl", ""), end)}`;
    writeFileSync(path, both);
    await edit(both);
    expect(await lenses()).toEqual([
      "17 Since the last commit: orders: 10.0.0.0/8: app (database orders) may come in over TCP without encryption or with GSSAPI encryption",
    ]);
    expect(await changes("committed")).toMatchObject([{ cluster: "orders", place: { uri, line: 17 } }]);
    const gone = `${both.replace("web 10.0.0.0/8 trust", "web 10.0.0.0/8 md5")}`;
    committed = both;
    writeFileSync(path, gone);
    await edit(gone);
    expect(await lenses()).toMatchObject([
      expect.stringMatching(/^7 Since the last commit: shop: 10.0.0.0\/8: web needs to prove more/),
    ]);
  });
});

test("a task of Ansible changes connections in ways that are not known, unless it is as it was", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pgssl-changes-"));
  const path = join(folder, "site.yml");
  const uri = pathToFileURL(path).toString();
  const text = `- hosts: databases
  tasks:
    - community.postgresql.postgresql_pg_hba:
        dest: /etc/postgresql/16/main/pg_hba.conf
        contype: hostssl
        method: scram-sha-256
`;
  writeFileSync(path, text);
  const client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"], {
    initializationOptions: { trusted: true, settings: {}, opensPages: true },
  });
  try {
    await client.open(uri, "ansible", text);
    const changes = () => client.connection.sendRequest(connectionChangesRequest, { uri, since: "saved" });
    expect(await changes()).toEqual([]);
    await client.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: text.replace("hostssl", "host") }],
    });
    expect(await changes()).toMatchObject([
      { effect: "undecidable", reason: expect.stringContaining("records beside these") },
    ]);
    expect(await client.connection.sendRequest("textDocument/codeLens", { textDocument: { uri } })).toEqual(
      [],
    );
  } finally {
    expect(await client.stop()).toBe(0);
    rmSync(folder, { recursive: true });
  }
});
