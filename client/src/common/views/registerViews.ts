import {
  commands,
  DiagnosticSeverity,
  type Disposable,
  type Event,
  EventEmitter,
  l10n,
  languages,
  type Uri,
  type ViewBadge,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { isOurs } from "../languages.ts";
import { pageType } from "./pageType.ts";
import { Roots } from "./roots.ts";
import { RunningServers } from "./runningServers.ts";
import type { TreeNode } from "./treeNode.ts";

/**
 * Registers the tree of clusters and the page of certificate, key and CRL files. What they are made of is loaded when one of
 * them is looked at; what is found about running servers is shown through `running`. `started` comes once the server runs, and `changed` fires when it may answer otherwise; who awaits `client` has it
 * started.
 */
export function registerViews(
  client: PromiseLike<BaseLanguageClient>,
  started: Promise<unknown>,
  changed: Event<unknown>,
): { readonly views: Disposable[]; readonly running: RunningServers } {
  const load = () => import("./index.ts");
  const outdated = new EventEmitter<undefined>();
  const running = new RunningServers(() => outdated.fire(undefined));
  let watcher: Disposable | undefined;
  const roots = new Roots(async () => {
    const { findClusters, watchForClusters } = await load();
    watcher ??= watchForClusters(find);
    return findClusters(await client);
  });
  const tree = window.createTreeView<TreeNode>("pgssl.clusters", {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: outdated.event,
      getChildren: async (node) =>
        node ? [...running.of(node.id), ...(node.children ?? [])] : [...(await roots.get())],
      getTreeItem: async (node) => (await load()).toTreeItem(node),
    },
  });
  const update = async () => (await roots.haveChanged()) && outdated.fire(undefined);
  const refresh = whileVisible(tree, update);
  const find = afterRest(update);
  // The server reports the problems of all clusters, and knows those that were requested.
  started.then(() => roots.get()).catch(() => {}); // its own message says why there is none
  const showCount = afterRest(() => {
    tree.badge = problemCount();
  });
  const refreshForOurs = (document: Parameters<typeof isOurs>[0]) => isOurs(document) && refresh();
  const run = (name: keyof Awaited<ReturnType<typeof load>>["nodeCommands"]) => async (given: unknown) =>
    (await load()).nodeCommands[name](given);
  const views = [
    tree,
    outdated,
    { dispose: () => watcher?.dispose() },
    changed(refresh),
    workspace.onDidChangeTextDocument(({ document }) => refreshForOurs(document)),
    workspace.onDidOpenTextDocument(refreshForOurs),
    workspace.onDidCloseTextDocument(refreshForOurs),
    workspace.onDidChangeWorkspaceFolders(find),
    languages.onDidChangeDiagnostics(showCount),
    window.registerCustomEditorProvider(pageType, {
      openCustomDocument: (uri) => ({ uri, dispose() {} }),
      resolveCustomEditor: async ({ uri }: { uri: Uri }, panel: WebviewPanel) =>
        (await load()).showPage(uri, panel, client, changed),
    }),
    commands.registerCommand("pgssl.refreshClusters", () => {
      roots.forget();
      outdated.fire(undefined);
    }),
    commands.registerCommand("pgssl.showInConfiguration", run("showInConfiguration")),
    commands.registerCommand("pgssl.openCertificateView", run("openCertificateView")),
    commands.registerCommand("pgssl.openAsText", run("openAsText")),
    commands.registerCommand("pgssl.copyFilePath", run("copyFilePath")),
    commands.registerCommand("pgssl.showServedCertificates", async ({ served }: TreeNode) => {
      if (served) await (await load()).showServed(served, await client);
    }),
  ];
  return { views, running };
}

/** Milliseconds to wait before the tree follows, since one change seldom comes alone. */
const restTime = 300;

/** Calls once nothing came for a while. */
function afterRest(call: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(call, restTime);
  };
}

/** The same; what came while nobody looked is made up for when somebody does. */
function whileVisible(
  view: { readonly visible: boolean; readonly onDidChangeVisibility: Event<unknown> },
  call: () => void,
): () => void {
  let isDue = false;
  const rested = afterRest(() => {
    if (!view.visible || !isDue) return;
    isDue = false;
    call();
  });
  const refresh = () => {
    isDue = true;
    rested();
  };
  view.onDidChangeVisibility(() => isDue && refresh());
  return refresh;
}

/** Errors and warnings of ours in the Problems panel, on the icon of the view. */
function problemCount(): ViewBadge | undefined {
  const ours = languages
    .getDiagnostics()
    .flatMap(([, found]) => found.filter(({ source }) => source === "pgssl"));
  const count = (severity: DiagnosticSeverity) => ours.filter((one) => one.severity === severity).length;
  const errors = count(DiagnosticSeverity.Error);
  const warnings = count(DiagnosticSeverity.Warning);
  const value = errors + warnings;
  return value === 0 ? undefined : { value, tooltip: l10n.t("Errors: {0}, warnings: {1}", errors, warnings) };
}
