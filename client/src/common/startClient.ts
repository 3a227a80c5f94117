import {
  Disposable,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient, LanguageClientOptions, State } from "vscode-languageclient";
import { clusterChanged, trustChanged } from "../../../server/src/lsp/protocol.ts";
import { clientOptions } from "./clientOptions.ts";
import { registerCommands } from "./commands.ts";
import { answerCommittedFiles } from "./committedFiles.ts";
import { announceChanges, answerConfirmations } from "./confirm.ts";
import { formatLeftLines } from "./formatLeftLine.ts";
import { isCommon, isHost, isOurs } from "./languages.ts";
import { showClusterStatus } from "./statusItems.ts";
import { registerViews } from "./views/registerViews.ts";
import type { RunningServers } from "./views/runningServers.ts";

/** Makes a client; a promise, since the library that it comes from takes longer to load than all the rest. */
export type CreateClient = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/**
 * Starts a language client, with everything around it that the desktop and the browser share; `registerMore` adds what only one
 * of them has. Activation does not wait for it. Returns how to stop it.
 */
export function startClient(
  context: ExtensionContext,
  prepare: (output: LogOutputChannel) => CreateClient,
  registerMore: (client: PromiseLike<BaseLanguageClient>, running: RunningServers) => Disposable[],
): () => Promise<void> {
  const output = window.createOutputChannel("PostgreSQL SSL", { log: true });
  const changed = new EventEmitter<undefined>();
  let begun: Promise<BaseLanguageClient> | undefined;
  let announce = () => {};
  const started = new Promise<void>((resolve) => {
    announce = resolve;
  });
  const begin = () => {
    if (begun) return begun;
    begun = run(context, output, prepare(output), changed);
    begun.then(announce, (error) => output.error(error)); // the client has shown it to the user already
    return begun;
  };
  // A promise that begins its work when somebody first awaits it: commands and views are there before the server runs, and
  // the first of them that is used starts it.
  // biome-ignore lint/suspicious/noThenProperty: `then` is what makes it a promise
  const starting: PromiseLike<BaseLanguageClient> = { then: (...calls) => begin().then(...calls) };
  if (isNeeded()) void begin();
  else context.subscriptions.push(whenNeeded(begin));
  const { views, running } = registerViews(starting, started, changed.event);
  context.subscriptions.push(
    output,
    changed,
    ...registerCommands(starting, output, context.extensionUri),
    ...registerMore(starting, running),
    ...views,
  );
  return async () => (await begun)?.dispose();
}

/** Only a document of a language that is mostly used for other things activated the extension: it may hold nothing of ours. */
function isNeeded(): boolean {
  const { textDocuments } = workspace;
  return (
    !textDocuments.some(isCommon) || textDocuments.some((document) => isOurs(document) || isHost(document))
  );
}

/** Calls once a document comes that is ours or holds something of ours. */
function whenNeeded(begin: () => unknown): Disposable {
  const look = (document: TextDocument) => {
    if (!isOurs(document) && !isHost(document)) return;
    for (const event of events) event.dispose();
    begin();
  };
  const events = [
    workspace.onDidOpenTextDocument(look),
    workspace.onDidSaveTextDocument(look),
    window.onDidChangeActiveTextEditor((editor) => editor && look(editor.document)),
  ];
  return Disposable.from(...events);
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
  context.subscriptions.push(
    answerConfirmations(client),
    announceChanges(client),
    answerCommittedFiles(client),
    formatLeftLines(client),
  );
  await client.start();
  output.info(`pgssl ${context.extension.packageJSON.version}`);
  context.subscriptions.push(
    ...showClusterStatus(client, changed.event, (text) => output.info(text)),
    client.onNotification(clusterChanged, () => changed.fire(undefined)),
    client.onDidChangeState(({ newState }) => newState === running && changed.fire(undefined)),
    workspace.onDidGrantWorkspaceTrust(() => void client.sendNotification(trustChanged, { trusted: true })),
  );
  return client;
}
