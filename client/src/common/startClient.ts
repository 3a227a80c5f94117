import { type ExtensionContext, type LogOutputChannel, window, workspace } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { trustChanged } from "../../../server/src/lsp/protocol.ts";
import { clientOptions } from "./clientOptions.ts";
import { registerCommands } from "./commands.ts";
import { showClusterStatus } from "./statusItems.ts";

/** Makes a client; a promise, since the library that it comes from takes longer to load than all the rest. */
export type CreateClient = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/**
 * Starts a language client, with everything around it that the desktop and the browser share. Activation does not wait
 * for it. Returns how to stop it.
 */
export function startClient(
  context: ExtensionContext,
  prepare: (output: LogOutputChannel) => CreateClient,
): () => Promise<void> {
  const output = window.createOutputChannel("PostgreSQL SSL", { log: true });
  const starting = run(context, output, prepare(output));
  starting.catch((error) => output.error(error)); // the client has told the user already
  context.subscriptions.push(output, ...registerCommands(starting, output));
  return async () => (await starting).dispose();
}

async function run(
  context: ExtensionContext,
  output: LogOutputChannel,
  createClient: CreateClient,
): Promise<BaseLanguageClient> {
  const client = await createClient(clientOptions(context.extensionUri, output));
  await client.start();
  context.subscriptions.push(
    ...showClusterStatus(client),
    workspace.onDidGrantWorkspaceTrust(() => void client.sendNotification(trustChanged, { trusted: true })),
  );
  return client;
}
