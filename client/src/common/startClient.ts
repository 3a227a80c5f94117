import { type ExtensionContext, type LogOutputChannel, window, workspace } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { clientOptions } from "./clientOptions.ts";
import { registerCommands } from "./commands.ts";
import { trustChanged } from "./protocol.ts";
import { showClusterStatus } from "./statusItems.ts";

/**
 * Starts a language client, with everything around it that the desktop and the browser share.
 * Returns it at once: activation does not wait for the server.
 */
export function startClient(
  context: ExtensionContext,
  createClient: (options: LanguageClientOptions) => BaseLanguageClient,
): BaseLanguageClient {
  const output: LogOutputChannel = window.createOutputChannel("PostgreSQL SSL", { log: true });
  const client = createClient(clientOptions(output));
  context.subscriptions.push(
    output,
    ...registerCommands(client, output),
    workspace.onDidGrantWorkspaceTrust(() => void client.sendNotification(trustChanged, { trusted: true })),
  );
  client.start().then(
    () => context.subscriptions.push(...showClusterStatus(client)),
    (error) => output.error(error), // the client has told the user already
  );
  return client;
}
