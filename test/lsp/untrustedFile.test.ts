import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LspClient, plainCapabilities, startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";

/** Loaded before the server: notes each file and folder below the watched one that is opened. */
const watcher = `
const fs = require("node:fs");
const { appendFileSync } = fs;
for (const name of ["open", "openSync", "readFile", "readFileSync", "readdir", "readdirSync"]) {
  const original = fs[name];
  fs[name] = (path, ...more) => {
    if (String(path).startsWith(process.env.WATCHED)) appendFileSync(process.env.OPENED, path + "\\n");
    return original(path, ...more);
  };
}`;

const hba =
  "hosst all all all md5\nhostssl all all 10.0.0.0/8 md5\ninclude more.conf\nhost @names all 10.0.0.0/8 md5\n";
let folder: string;
const at = (name: string) => join(folder, name);
const uriOf = (name: string) => pathToFileURL(at(name)).toString();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-untrusted-"));
  mkdirSync(at("alone"));
  const files = {
    "watcher.cjs": watcher,
    opened: "",
    "alone/.pgssl.json": '{"rules": {"hba-type-unknown": "off"}}',
    "alone/PG_VERSION": "16\n",
    "alone/postgresql.conf": "ssl = off\n",
    "alone/pg_hba.conf": hba,
    "alone/more.conf": "local all all peer\n",
    "alone/names": "one\n",
    "alone/pg_ident.conf": "a b c\n",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(at(name), text);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Opens the file alone, requests all there is, and returns the rules of what is found, and what was opened. */
async function openAlone(
  trusted: boolean,
): Promise<{ readonly rules: unknown[]; readonly opened: string[] }> {
  writeFileSync(at("opened"), "");
  const client: LspClient = await startLspClient(
    ["--require", at("watcher.cjs"), join(projectRoot, "dist/server.cjs"), "--stdio"],
    {
      initializationOptions: { trusted, settings: {} },
      capabilities: plainCapabilities,
      env: { WATCHED: at("alone"), OPENED: at("opened") },
    },
  );
  const uri = uriOf("alone/pg_hba.conf");
  await client.open(uri, "pg-hba", hba);
  const rules = (await client.diagnostics(uri)).map(({ code }) => code);
  const textDocument = { uri };
  const range = { start: { line: 0, character: 0 }, end: { line: 4, character: 0 } };
  for (const position of [
    { line: 2, character: 10 },
    { line: 3, character: 7 },
  ])
    for (const method of ["hover", "completion", "definition"])
      await client.connection.sendRequest(`textDocument/${method}`, { textDocument, position });
  for (const method of ["documentSymbol", "documentLink", "inlayHint", "codeLens"])
    await client.connection.sendRequest(`textDocument/${method}`, { textDocument, range });
  expect(await client.stop()).toBe(0);
  const lines = readFileSync(at("opened"), "utf8").split("\n").filter(Boolean);
  return { rules, opened: [...new Set(lines.map((path) => path.slice(at("alone").length + 1)))].sort() };
}

test("a file without a workspace that is not trusted has its findings, and nothing else is opened", async () => {
  const { rules, opened } = await openAlone(false);
  expect(rules).toContain("hba-type-unknown");
  expect(opened).toEqual(["pg_hba.conf"]); // its bytes, for the encoding
});

test("where it is trusted, the files that it names and those beside it are", async () => {
  const { opened } = await openAlone(true);
  expect(opened).toEqual(expect.arrayContaining(["PG_VERSION", "more.conf", "names", "postgresql.conf"]));
});
