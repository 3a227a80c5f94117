import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { ClientCapabilities, CodeAction, CompletionItem, Hover } from "vscode-languageserver";
import { startLspClient } from "../../support/lspClient.ts";
import { folderPerTest } from "../../support/scratchFolder.ts";
import { projectRoot } from "../../support/tools.ts";
import { type EditorProgram, editorPrograms } from "./editorPrograms.ts";

const at = folderPerTest();
const program = join(projectRoot, "dist/cli.cjs");
const text = "hosst all all 10.0.0.0/8 scram-sha-256\nlocal all all peer\n";

/** What each editor says of itself; where it is to be had, it is compared. */
const recordedFile = join(import.meta.dirname, "recorded.json");
const recorded: Record<string, ClientCapabilities> = JSON.parse(readFileSync(recordedFile, "utf8"));

/** What an editor shows of the file. */
interface Seen {
  readonly diagnostics: readonly (readonly [line: number, column: number, code: string])[];
  readonly hover: string;
  readonly completion: readonly string[];
  readonly fixed: string;
}

function expectWork({ diagnostics, hover, completion, fixed }: Seen): void {
  expect(diagnostics).toEqual([[0, 0, expect.stringContaining("hba-type-unknown")]]);
  expect(hover).toContain("Connections over a Unix-domain socket");
  const types = ["local", "host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc"];
  expect(completion.map((word) => word.trimEnd()).slice(0, types.length)).toEqual(types);
  expect(completion.join("\n")).not.toMatch(/[…$]/); // which belong to labels and to snippets
  expect(fixed).toBe("host all all 10.0.0.0/8 scram-sha-256");
}

test.each(Object.entries(recorded))("a client that says what %s says (recorded)", async (_, capabilities) => {
  const client = await startLspClient([program, "lsp", "--stdio"], { capabilities });
  const uri = pathToFileURL(at("pg_hba.conf")).toString();
  await client.open(uri, "conf", `${text}\n`);
  const found = await client.diagnostics(uri);
  const place = (line: number) => ({ textDocument: { uri }, position: { line, character: 0 } });
  const hover: Hover = await client.connection.sendRequest("textDocument/hover", place(1));
  const items: CompletionItem[] = await client.connection.sendRequest("textDocument/completion", place(2));
  const [first]: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri },
    range: found[0]?.range,
    context: { diagnostics: found },
  });
  const [edit] = first?.edit?.changes?.[uri] ?? [];
  expectWork({
    diagnostics: found.map(({ range: { start }, code }) => [start.line, start.character, String(code)]),
    hover: JSON.stringify(hover.contents),
    completion: items.map(({ textEdit }) => textEdit?.newText ?? ""),
    fixed: text.split("\n", 1)[0]?.replace("hosst", edit?.newText ?? "") ?? "",
  });
  expect(await client.stop()).toBe(0);
});

const real = editorPrograms.filter(({ root }) => root !== undefined);

test.each(real)("$name of Debian 12 itself", async (editor) => {
  const { capabilities, error, ...seen } = await drive(editor, editor.root ?? "");
  expect(error).toBeUndefined();
  expectWork(seen);
  expect(capabilities).toEqual(recorded[editor.name]);
});

const lacking = editorPrograms.filter(({ root }) => root === undefined);

test.each(lacking)("$name of Debian 12 is not to be had here; only what it says is known", ({ name }) => {
  expect(Object.keys(recorded)).toContain(name);
});

const [neovim] = real.filter(({ name }) => name.startsWith("Neovim"));

test.runIf(neovim)("Neovim with the documented configuration: a manifest opened as yaml", async () => {
  const manifest = readFileSync(join(projectRoot, "test/fixtures/carriers/cloudnative-pg.yaml"), "utf8");
  const list = manifest.split("\n").indexOf("    pg_hba:");
  if (!neovim?.root) throw new Error("there is no Neovim");
  writeFileSync(at("orders.yaml"), manifest);
  const seen = await drive(neovim, neovim.root, { file: "orders.yaml", work: "manifest.lua" });
  expect(seen.error).toBeUndefined();
  expect([seen.filetype, seen.plainFiletype]).toEqual(["yaml", "pg-hba"]);
  expect(seen.diagnostics).toEqual([[list, 4, "hba-cleartext-gap"]]);
  expect(seen.hover).toContain("reject");
  expect(seen.completion).toContain("reject");
  expect(seen.fixed).toBe("      - hostnossl all all all reject");
  expect(seen.clients).toBe(1);
});

/** Lets an editor open a file, and returns what it showed and what it says of itself. */
async function drive(editor: EditorProgram, root: string, { file = "pg_hba.conf", work = "" } = {}) {
  const { program: editorProgram, args, env } = editor.start(root, work || undefined);
  mkdirSync(at("bin"));
  const tap = [join(import.meta.dirname, "tap.mjs"), at("capabilities.json"), program];
  const command = [process.execPath, ...tap].map((word) => `'${word}'`).join(" ");
  writeFileSync(at("bin/pgssl"), `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
  writeFileSync(at("configuration"), editor.configuration ?? "");
  writeFileSync(at("pg_hba.conf"), text);
  const child = spawn(editorProgram, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...env,
      PATH: `${at("bin")}${delimiter}${process.env.PATH}`,
      HOME: at("."),
      LD_LIBRARY_PATH: join(root, "usr/lib/x86_64-linux-gnu"),
      PGSSL_CONFIGURATION: at("configuration"),
      PGSSL_FILE: at(file),
      PGSSL_OUT: at("seen.json"),
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  await once(child, "close");
  if (!existsSync(at("seen.json"))) throw new Error(`The editor wrote nothing: ${output}`);
  const read = (name: string) => JSON.parse(readFileSync(at(name), "utf8"));
  return { ...read("seen.json"), capabilities: read("capabilities.json") };
}
