import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { CodeAction, CompletionItem, Hover } from "vscode-languageserver";
import { debianPackages } from "../../support/debianPackages.ts";
import { startLspClient } from "../../support/lspClient.ts";
import { folderPerTest } from "../../support/scratchFolder.ts";
import { projectRoot } from "../../support/tools.ts";

const at = folderPerTest();
const program = join(projectRoot, "dist/cli.cjs");
const text = "hosst all all 10.0.0.0/8 scram-sha-256\nlocal all all peer\n";

/** What Neovim 0.7.2 of Debian 12 says of itself; the second test compares. */
const recorded = JSON.parse(readFileSync(join(import.meta.dirname, "neovim.recorded.json"), "utf8"));

/** What an editor shows of the file. */
interface Seen {
  readonly diagnostics: readonly (readonly [line: number, column: number, code: string])[];
  readonly hover: string;
  readonly completion: readonly string[];
  readonly fixed: string;
}

function expectWork({ diagnostics, hover, completion, fixed }: Seen): void {
  expect(diagnostics).toEqual([[0, 0, "hba-type-unknown"]]);
  expect(hover).toContain("Connections over a Unix-domain socket");
  expect(completion).toEqual(["local", "host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc"]);
  expect(fixed).toBe("host all all 10.0.0.0/8 scram-sha-256");
}

test("a client that says what Neovim says gets findings, hover, completion and a fix", async () => {
  const { capabilities } = recorded;
  const client = await startLspClient([program, "lsp", "--stdio"], { capabilities });
  const uri = pathToFileURL(at("pg_hba.conf")).toString();
  await client.open(uri, "conf", text);
  const found = await client.diagnostics(uri);
  const place = { textDocument: { uri }, position: { line: 1, character: 0 } };
  const hover: Hover = await client.connection.sendRequest("textDocument/hover", place);
  const items: CompletionItem[] = await client.connection.sendRequest("textDocument/completion", place);
  const [first]: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri },
    range: found[0]?.range,
    context: { diagnostics: found },
  });
  const [edit] = first?.edit?.changes?.[uri] ?? [];
  expectWork({
    diagnostics: found.map(({ range: { start }, code }) => [start.line, start.character, String(code)]),
    hover: JSON.stringify(hover.contents),
    completion: items.map(({ label }) => label),
    fixed: text.split("\n", 1)[0]?.replace("hosst", edit?.newText ?? "") ?? "",
  });
  expect(await client.stop()).toBe(0);
});

const packages = ["neovim", "neovim-runtime", "lua-luv", "libluajit-5.1-2", "libmsgpackc2", "libtermkey1"];
const others = ["libtree-sitter0", "libunibilium4", "libvterm0"];

test("Neovim shows the finding of a file that it calls conf, hovers, completes and fixes", async () => {
  const root = await debianPackages("neovim-debian-12", [...packages, ...others]);
  if (!root) return; // the test above has what it says
  writeFileSync(at("pg_hba.conf"), text);
  const env = {
    PATH: process.env.PATH,
    HOME: at("."),
    LD_LIBRARY_PATH: join(root, "usr/lib/x86_64-linux-gnu"),
    VIMRUNTIME: join(root, "usr/share/nvim/runtime"),
    PGSSL_NODE: process.execPath,
    PGSSL_PROGRAM: program,
    PGSSL_FILE: at("pg_hba.conf"),
    PGSSL_OUT: at("seen.json"),
  };
  const script = join(import.meta.dirname, "neovim.lua");
  await promisify(execFile)(
    join(root, "usr/bin/nvim"),
    ["--headless", "--clean", "-c", `luafile ${script}`],
    { env },
  );
  const { capabilities, error, ...seen } = JSON.parse(readFileSync(at("seen.json"), "utf8"));
  expect(error).toBeUndefined();
  expectWork(seen);
  expect(capabilities).toEqual(recorded.capabilities);
});
