import type { ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { startClient } from "../common/startClient.ts";

let client: LanguageClient | undefined;

/** Starts the language server as a process of its own, on the machine that holds the files. */
export function activate(context: ExtensionContext): void {
  const server = { module: context.asAbsolutePath("dist/server.cjs"), transport: TransportKind.ipc };
  startClient(context, (options) => {
    client = new LanguageClient("pgssl", "PostgreSQL SSL", { run: server, debug: server }, options);
    return client;
  });
}

/** Ends the server. */
export function deactivate(): Promise<void> | undefined {
  return client?.dispose();
}
