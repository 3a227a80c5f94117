import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type CodeAction, ShowMessageNotification } from "vscode-languageserver/node";
import { materialBytes } from "../support/fixtures/materials.ts";
import { type LspClient, plainCapabilities, startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";

/** A data directory whose certificates are in the wrong order, with words around them. */
let folder: string;
const conf = "ssl = on\n";
const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
const words = { leaf: Buffer.from("# ours\n"), intermediate: Buffer.from("# theirs\n") };
const wrong = () =>
  Buffer.concat([words.intermediate, materialBytes("intermediate"), words.leaf, materialBytes("leaf")]);
const right = () =>
  Buffer.concat([words.leaf, materialBytes("leaf"), words.intermediate, materialBytes("intermediate")]);
const certificate = () => readFileSync(join(folder, "server.crt"));
const reloadStatement = "SELECT pg_reload_conf();";
const reorder = "Put the server's own certificate first, then its issuers";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-change-"));
  writeFileSync(join(folder, "PG_VERSION"), "18\n");
  writeFileSync(join(folder, "postgresql.conf"), conf);
  writeFileSync(join(folder, "server.crt"), wrong());
  writeFileSync(join(folder, "server.key"), materialBytes("leaf-key"));
  chmodSync(join(folder, "server.key"), 0o600);
});
afterEach(() => rmSync(folder, { recursive: true }));

type StartOptions = Parameters<typeof startLspClient>[1];

/** A client with the configuration open, what it was shown, and the fixes that it is offered. */
async function start(
  options: StartOptions,
  document = "postgresql.conf",
  text = conf,
  language = "postgresql-conf",
) {
  const client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"], options);
  const texts: string[] = [];
  client.connection.onNotification(ShowMessageNotification.type, ({ message }) => void texts.push(message));
  await client.open(uriOf(document), language, text);
  const actions: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri: uriOf(document) },
    range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
    context: { diagnostics: [] },
  });
  return { client, texts, actions };
}

const run = (client: LspClient, action: CodeAction | undefined) =>
  client.connection.sendRequest("workspace/executeCommand", {
    command: action?.command?.command,
    arguments: action?.command?.arguments,
  });

const titled = (actions: CodeAction[], title: string) => actions.find((action) => action.title === title);

test("a client of ours is shown what will be different, and the file is changed when its user agrees", async () => {
  const requested: unknown[] = [];
  const announced: unknown[] = [];
  const { client, texts, actions } = await start({ initializationOptions: { confirms: true } });
  client.connection.onRequest("pgssl/confirm", (question) => {
    requested.push(question);
    return true;
  });
  let undo = (_: boolean) => {};
  client.connection.onRequest("pgssl/changed", (change): Promise<unknown> => {
    announced.push(change);
    return new Promise<unknown>((resolve) => {
      undo = resolve;
    });
  });
  await run(client, titled(actions, reorder));
  const path = join(folder, "server.crt");
  const changes = ["1. CN=db.example.com, was number 2", "2. CN=Intermediate, was number 1"];
  expect(requested).toEqual([{ title: `${reorder}?`, changes: [path, ...changes], agree: "Change It" }]);
  await vi.waitFor(() => expect(announced).toHaveLength(1));
  expect(announced).toEqual([
    {
      message: `Done: ${path}: ${changes.join("; ")}.`,
      canUndo: true,
      due: { kind: "reload", commands: [`pg_ctl reload -D ${folder}`, reloadStatement] },
    },
  ]);
  expect(certificate().equals(right())).toBe(true);
  expect(readdirSync(folder)).not.toContain("server.crt.bak");
  undo(true);
  await vi.waitFor(() => expect(texts).toEqual(["Undone."]));
  expect(certificate().equals(wrong())).toBe(true);
  expect(await client.stop()).toBe(0);
});

test.each([
  ["declines", () => ({ title: "Cancel" })],
  ["closes the question", () => null],
])("nothing is changed when the user %s", async (_, answer) => {
  const { client, texts, actions } = await start({ answers: { "window/showMessageRequest": answer } });
  await run(client, titled(actions, reorder));
  expect(texts).toEqual([expect.stringMatching(/^Nothing was changed\. By hand: test ! -e .*awk/)]);
  expect(certificate().equals(wrong())).toBe(true);
  expect(await client.stop()).toBe(0);
});

test("nothing is changed when the file changes while the user decides", async () => {
  const other = Buffer.concat([wrong(), Buffer.from("# more\n")]);
  const answer = () => {
    writeFileSync(join(folder, "server.crt"), other);
    return { title: "Change It" };
  };
  const { client, texts, actions } = await start({ answers: { "window/showMessageRequest": answer } });
  await run(client, titled(actions, reorder));
  expect(texts).toEqual(["Nothing was changed: the file is no longer as it was."]);
  expect(certificate().equals(other)).toBe(true);
  expect(await client.stop()).toBe(0);
});

test("an untrusted workspace is offered the command, and changes nothing", async () => {
  const key = join(folder, "server.key");
  chmodSync(key, 0o644);
  const { client, texts, actions } = await start({
    folders: [pathToFileURL(folder).toString()],
    initializationOptions: { trusted: false },
  });
  const mode = process.getuid?.() === 0 ? "0640" : "0600"; // root's key may be read by its group
  expect(actions.map(({ command }) => [command?.command, ...(command?.arguments ?? [])])).toContainEqual([
    "pgssl.copyCommand",
    `chmod ${mode} ${key}`,
  ]);
  expect(actions.every(({ command }) => command?.command !== "pgssl.changeFile")).toBe(true);
  const wanted = { document: uriOf("postgresql.conf"), line: 0, rule: "key-file-permissions" };
  await client.connection.sendRequest("workspace/executeCommand", {
    command: "pgssl.changeFile",
    arguments: [{ ...wanted, title: `Set the key's mode to ${mode}` }],
  });
  expect(texts).toEqual(["Nothing was changed: the workspace is not trusted."]);
  expect(statSync(key).mode & 0o777).toBe(0o644);
  expect(await client.stop()).toBe(0);
});

test("a file that holds the private key as well is left to people, whose command does it", async () => {
  const both = Buffer.concat([materialBytes("leaf-key"), wrong()]);
  writeFileSync(join(folder, "server.crt"), both);
  chmodSync(join(folder, "server.crt"), 0o600);
  const { client, actions } = await start({});
  const copy = actions.find(({ title }) => title.startsWith("Copy the command: test ! -e"));
  expect(titled(actions, reorder)).toBeUndefined();
  execFileSync("/bin/sh", ["-c", `${copy?.command?.arguments?.[0]}`]);
  expect(certificate().equals(Buffer.concat([right(), materialBytes("leaf-key")]))).toBe(true);
  expect(readFileSync(join(folder, "server.crt.bak")).equals(both)).toBe(true);
  expect(statSync(join(folder, "server.crt")).mode & 0o777).toBe(0o600);
  expect(await client.stop()).toBe(0);
});

test("an edit of another file than the one at hand is made at once, and the best fix is marked", async () => {
  const workspaceEdit = { documentChanges: true, changeAnnotationSupport: {} };
  const capabilities = { ...plainCapabilities, workspace: { workspaceEdit } };
  writeFileSync(join(folder, "server.crt"), right());
  writeFileSync(join(folder, "ca.pem"), materialBytes("root"));
  const hba = "hostssl all all 10.0.0.0/8 cert\n";
  const { client, actions } = await start({ capabilities }, "pg_hba.conf", hba, "pg-hba");
  const title = "Set ssl_ca_file = 'ca.pem' in postgresql.conf";
  const action = titled(actions, title);
  expect(action?.edit).toEqual({
    changes: {
      [uriOf("postgresql.conf")]: [expect.objectContaining({ newText: "ssl_ca_file = 'ca.pem'\n" })],
    },
  });
  expect(action?.isPreferred).toBe(true);
  expect(titled(actions, "Silence hba-client-certificate-without-ca here")?.isPreferred).toBeUndefined();
  expect(await client.stop()).toBe(0);
});

test("any other client learns of the reload that is due", async () => {
  const agrees = () => ({ title: "Change It" });
  const { client, texts, actions } = await start({ answers: { "window/showMessageRequest": agrees } });
  await run(client, titled(actions, reorder));
  expect(texts).toEqual([expect.stringMatching(/^Done: .* A reload is due: pg_ctl reload -D \//)]);
  expect(await client.stop()).toBe(0);
});
