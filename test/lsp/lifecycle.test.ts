import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { projectRoot } from "../support/tools.ts";

const parameters = { processId: null, rootUri: null, capabilities: {} };
const hover = { textDocument: { uri: "file:///nowhere/pg_hba.conf" }, position: { line: 0, character: 0 } };

test("requests before initialize and after shutdown get the errors of the protocol", async () => {
  const child = spawn(process.execPath, [join(projectRoot, "dist/server.cjs"), "--stdio"]);
  const exited = once(child, "exit");
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const codeOf = (method: string, params: unknown) =>
    connection.sendRequest(method, params).then(
      () => "answered",
      ({ code }) => code,
    );
  expect(await codeOf("textDocument/hover", hover)).toBe(-32002);
  expect(await codeOf("pgssl/unknown", {})).toBe(-32002);
  expect(await codeOf("shutdown", undefined)).toBe(-32002);
  await connection.sendNotification("textDocument/didOpen", { nothing: "that holds" });
  expect(await codeOf("initialize", parameters)).toBe("answered");
  await connection.sendNotification("initialized", {});
  expect(await codeOf("initialize", parameters)).toBe(-32600);
  expect(await codeOf("textDocument/hover", hover)).toBe("answered");
  expect(await codeOf("shutdown", undefined)).toBe("answered");
  expect(await codeOf("textDocument/hover", hover)).toBe(-32600);
  expect(await codeOf("shutdown", undefined)).toBe(-32600);
  await connection.sendNotification("exit");
  expect((await exited)[0]).toBe(0);
  connection.dispose();
});
