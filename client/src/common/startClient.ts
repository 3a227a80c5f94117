import { EventEmitter, type ExtensionContext, type LogOutputChannel, window, workspace } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions, State } from "vscode-languageclient";
import { clusterChanged, trustChanged } from "../../../server/src/lsp/protocol.ts";
import { clientOptions } from "./clientOptions.ts";
import { registerCommands } from "./commands.ts";
import { answerConfirmations } from "./confirm.ts";
import { showClusterStatus } from "./statusItems.ts";
import { registerViews } from "./views/registerViews.ts";

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
  const changed = new EventEmitter<undefined>();
  const starting = run(context, output, prepare(output), changed);
  starting.catch((error) => output.error(error)); // the client has shown it to the user already
  context.subscriptions.push(
    output,
    changed,
    ...registerCommands(starting, output, context.workspaceState),
    ...registerViews(starting, changed.event),
  );
  return async () => (await starting).dispose();
}

/** `State.Running`, without loading the library for it. */
const running = 2 satisfies State.Running;

async function run(
  context: ExtensionContext,
  output: LogOutputChannel,
  createClient: CreateClient,
  changed: EventEmitter<undefined>,
): Promise<BaseLanguageClient> {
  const client = await createClient(clientOptions(context.extensionUri, output));
  context.subscriptions.push(answerConfirmations(client));
  await client.start();
  context.subscriptions.push(
    ...showClusterStatus(client, changed.event),
    client.onNotification(clusterChanged, () => changed.fire(undefined)),
    client.onDidChangeState(({ newState }) => newState === running && changed.fire(undefined)),
    workspace.onDidGrantWorkspaceTrust(() => void client.sendNotification(trustChanged, { trusted: true })),
  );
  return client;
}
