import { commands, type Disposable, env, type LogOutputChannel, l10n, type Uri, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { editorText } from "../../../server/src/lsp/editorText.ts";
import { type ClusterAnswer, clusterRequest } from "../../../server/src/lsp/protocol.ts";
import { chooseDataDirectory } from "./chooseDataDirectory.ts";
import { chooseServerVersion } from "./chooseServerVersion.ts";
import { isHost, isOurs } from "./languages.ts";
import { pageOf } from "./rulePages.ts";

/** Registers the commands of the palette that every host has, and the one by which a fix hands a shell command over. */
export function registerCommands(
  client: PromiseLike<BaseLanguageClient>,
  output: LogOutputChannel,
  extensionUri: Uri,
): Disposable[] {
  return [
    commands.registerCommand("pgssl.chooseServerVersion", chooseServerVersion),
    commands.registerCommand("pgssl.chooseDataDirectory", chooseDataDirectory),
    commands.registerCommand("pgssl.restartServer", async () => restart(await client)),
    commands.registerCommand("pgssl.showOutput", () => output.show()),
    commands.registerCommand("pgssl.copyCommand", copyCommand),
    commands.registerCommand("pgssl.copyText", copyText),
    commands.registerCommand("pgssl.openRulePage", async (rule: unknown) => {
      if (typeof rule === "string") await commands.executeCommand("vscode.open", pageOf(extensionUri, rule));
    }),
    commands.registerCommand("pgssl.checkClient", async () =>
      (await import("./checkClient.ts")).checkClient(await client, await clusterInFront(await client)),
    ),
    commands.registerCommand("pgssl.showConnectionChanges", async () =>
      (await import("./showConnectionChanges.ts")).showConnectionChanges(
        await client,
        await clusterInFront(await client),
      ),
    ),
    commands.registerCommand("pgssl.findCause", async () =>
      (await import("./findCause.ts")).findCause(await client, await clusterInFront(await client)),
    ),
  ];
}

/** The document in front of the user, if it is one of ours. */
export function activeClusterDocument(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  return isOurs(document) ? document?.uri : undefined;
}

/** The same, or one that holds a cluster's files as parts. */
async function clusterInFront(client: BaseLanguageClient): Promise<Uri | undefined> {
  const document = window.activeTextEditor?.document;
  if (!document || isOurs(document)) return document?.uri;
  if (!isHost(document)) return undefined;
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  const answer = await client.sendRequest<ClusterAnswer | null>(clusterRequest, { uri });
  return answer ? document.uri : undefined;
}

async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.needsStop()) await client.stop();
  await client.start();
}

/** Puts a text of several lines on the clipboard. */
async function copyText(text: unknown): Promise<void> {
  if (typeof text !== "string") return;
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(l10n.t("Copied"), 5000);
}

/** Puts a shell command on the clipboard, for a change that the server process may not make itself. */
async function copyCommand(text: unknown): Promise<void> {
  if (typeof text !== "string") return;
  await env.clipboard.writeText(text);
  await window.showInformationMessage(editorText(l10n.t("Copied: {0}", text)));
}
