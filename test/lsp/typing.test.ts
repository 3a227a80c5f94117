import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LogMessageNotification } from "vscode-languageserver";
import { languageOfPath } from "../../server/src/core/model/language.ts";
import { startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";

const fixtures = join(projectRoot, "test/fixtures");

/** Every prefix of every fixture is looked at, as if somebody typed the file in. */
test.each(readdirSync(fixtures).filter((name) => name.endsWith(".conf")))(
  "%s typed in character by character never makes the server fail",
  async (name) => {
    const client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"]);
    const failures: string[] = [];
    client.connection.onNotification(LogMessageNotification.type, ({ message }) => {
      failures.push(message);
    });
    const uri = `file:///typed/${name}`;
    await client.open(uri, languageOfPath(name) ?? "", "");
    const position = { line: 0, character: 0 };
    const text = readFileSync(join(fixtures, name), "utf8");
    for (const [index, character] of [...text].entries()) {
      await client.change(uri, character, { start: { ...position }, end: { ...position } });
      if (character === "\n") {
        position.line++;
        position.character = 0;
      } else {
        position.character += character.length;
      }
      if (index % 3 !== 0) continue;
      const at = { textDocument: { uri }, position: { ...position } };
      await client.connection.sendRequest("textDocument/completion", at);
      await client.connection.sendRequest("textDocument/hover", at);
      await client.connection.sendRequest("textDocument/codeAction", {
        textDocument: { uri },
        range: { start: at.position, end: at.position },
        context: { diagnostics: [] },
      });
      for (const method of ["definition", "documentHighlight", "prepareRename"])
        await client.connection.sendRequest(`textDocument/${method}`, at);
      const whole = { start: { line: 0, character: 0 }, end: at.position };
      for (const method of ["documentSymbol", "foldingRange", "documentLink", "inlayHint"])
        await client.connection.sendRequest(`textDocument/${method}`, {
          textDocument: { uri },
          range: whole,
        });
    }
    const typed = await client.diagnostics(uri);
    await client.change(uri, text);
    expect(typed).toEqual(await client.diagnostics(uri));
    expect(failures).toEqual([]);
    expect(await client.stop()).toBe(0);
  },
);
