import { commands, l10n, type SecretStorage, Uri, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ServedHost } from "../../../../server/src/core/model/served.ts";
import { editorText } from "../../../../server/src/lsp/editorText.ts";
import {
  type ConnectionChangeAnswer,
  type ConnectionChangesQuestion,
  connectionChangesRequest,
} from "../../../../server/src/lsp/protocol.ts";
import { findClusters } from "../../common/views/findClusters.ts";
import type { RunningServers } from "../../common/views/runningServers.ts";
import type { RunningServer, TreeNode } from "../../common/views/treeNode.ts";
import { chooseServer, conninfoPrompt, hostPrompt } from "./chooseServer.ts";
import { type Live, runLive } from "./runLive.ts";
import { liveLine, servedLine } from "./runningLines.ts";
import { problemOf, runProgram } from "./runProgram.ts";

/** What the commands about running servers need. */
export interface Surroundings {
  readonly client: BaseLanguageClient;
  readonly running: RunningServers;
  readonly secrets: SecretStorage;
  /** The path of `pgssl`. */
  readonly program: string;
}

/** The commands; `known` is the server of the line of the tree on which one was called. */
export const runningCommands = {
  async compareWithServer(using: Surroundings, active: Uri | undefined): Promise<void> {
    const chosen = await chooseServer(l10n.t("Compare with the Running Server"), hostPrompt, active);
    if (chosen && (await compare(using, chosen.document, chosen.target)))
      await commands.executeCommand("pgssl.clusters.focus");
  },

  async connectToServer(using: Surroundings, active: Uri | undefined): Promise<void> {
    const chosen = await chooseServer(l10n.t("Connect to the Running Server"), conninfoPrompt, active);
    if (!chosen) return;
    const { document, target: conninfo } = chosen;
    const live = await runLive(using.program, using.secrets, { conninfo, path: document.fsPath });
    if (!live) return;
    await showLive(using, document, conninfo, live);
    await commands.executeCommand("pgssl.clusters.focus");
  },

  async reloadServer(
    using: Surroundings,
    active: Uri | undefined,
    known: RunningServer | undefined,
  ): Promise<void> {
    const at = known?.at;
    const proposed = at && ("conninfo" in at ? at.conninfo : `host=${at.host} port=${at.port} user=postgres`);
    const document = known ? Uri.parse(known.document) : active;
    const chosen = await chooseServer(
      l10n.t("Reload the Running Server"),
      conninfoPrompt,
      document,
      proposed,
    );
    if (!chosen) return;
    const { target: conninfo } = chosen;
    const path = chosen.document.fsPath;
    const before = await runLive(using.program, using.secrets, { conninfo, path });
    if (!before || !(await isConfirmed(using, chosen.document, conninfo, before))) return;
    const { password } = before;
    const target = { conninfo, path, ...(password !== undefined && { password }) };
    const after = await runLive(using.program, using.secrets, target, ["--reload", "--yes"]);
    if (!after) return;
    const outcome = after.answer.reload ?? [];
    const words = editorText(outcome.map(({ message }) => message).join(" "));
    const isGood = outcome.every(({ severity }) => severity === "information");
    void (isGood ? window.showInformationMessage(words) : window.showErrorMessage(words));
    await showLive(using, chosen.document, conninfo, {
      ...after,
      answer: after.answer.after ?? after.answer,
    });
    if (at && "host" in at) await compare(using, chosen.document, hostAndPort(at));
  },
};

const hostAndPort = ({ host, port }: { readonly host: string; readonly port: number }) =>
  host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;

/** Shows what a server serves; whether there was an answer. */
async function compare(using: Surroundings, document: Uri, target: string): Promise<boolean> {
  const words = ["probe", "--format", "json", "--cluster", document.fsPath, "--", target];
  const run = await runProgram(using.program, words, document.fsPath, l10n.t("Looking at {0}", target));
  if (run.status === null) return false;
  const [served] = run.status === 2 ? [] : (JSON.parse(run.output) as { hosts: ServedHost[] }).hosts;
  if (!served) {
    await window.showErrorMessage(editorText(problemOf(run)));
    return false;
  }
  const { host, port } = served;
  await show(using, document, { host, port }, (server) => servedLine(served, server, new Date()));
  return true;
}

const showLive = (using: Surroundings, document: Uri, conninfo: string, { answer, near }: Live) =>
  show(using, document, { conninfo }, (server) => liveLine(answer, server, conninfo, near));

async function show(
  { client, running }: Surroundings,
  document: Uri,
  at: RunningServer["at"],
  lineOf: (server: RunningServer) => TreeNode,
): Promise<void> {
  const uri = client.code2ProtocolConverter.asUri(document);
  const names = (node: TreeNode): boolean =>
    node.id === uri || node.file?.uri === uri || (node.children ?? []).some(names);
  const cluster = (await findClusters(client)).find(names)?.id ?? uri;
  running.set(cluster, lineOf({ cluster, document: document.toString(), at }));
}

/** Lines of a question that are shown; a window has no room for more. */
const maxLines = 12;

/** Shows what a reload is about to change, and returns whether the user agrees. */
async function isConfirmed(
  { client }: Surroundings,
  document: Uri,
  conninfo: string,
  { answer: { findings, loadedAt } }: Live,
): Promise<boolean> {
  const compared: ConnectionChangesQuestion = {
    uri: client.code2ProtocolConverter.asUri(document),
    since: "committed",
  };
  const changes = await client.sendRequest<readonly ConnectionChangeAnswer[]>(
    connectionChangesRequest,
    compared,
  );
  const found = findings.filter(({ severity }) => severity === "error" || severity === "warning");
  const lines = [
    ...found.map(({ message }) => message),
    ...(changes.length > 0 ? [l10n.t("Since the last commit:")] : []),
    ...changes.map(({ summary }) => summary),
  ];
  const left = lines.length - maxLines;
  const detail = [
    loadedAt === null ? "" : l10n.t("Loaded at {0}.", new Date(loadedAt).toLocaleString()),
    ...(lines.length === 0 ? [l10n.t("Nothing that was edited since was found.")] : lines.slice(0, maxLines)),
    ...(left > 0 ? [l10n.t("{0} more", left)] : []),
  ];
  const question = l10n.t("Reload the server at {0}?", conninfo);
  const shown = { modal: true, detail: detail.map(editorText).join("\n") };
  const agree = l10n.t("Reload");
  return (await window.showWarningMessage(editorText(question), shown, agree)) === agree;
}
