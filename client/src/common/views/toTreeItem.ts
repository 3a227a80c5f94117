import {
  type Command,
  l10n,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  workspace,
} from "vscode";
import { editorText } from "../../../../server/src/lsp/editorText.ts";
import type { ClusterNodeAnswer } from "../../../../server/src/lsp/protocol.ts";
import type { TreeNode } from "./treeNode.ts";

/** A line of the tree as VS Code shows it, and as a screen reader says it. */
export function toTreeItem(node: TreeNode): TreeItem {
  const { id, kind, severity, children } = node;
  const detail = node.detail && editorText(node.detail);
  const more = node.more?.split("\n").map(editorText).join("\n");
  const label = editorText(kind === "cluster" ? nameOf(node) : node.label);
  const item = new TreeItem(label, foldingOf(node));
  item.id = id;
  item.description = detail ?? "";
  item.tooltip = [label, more].filter(Boolean).join("\n");
  item.iconPath = iconOf(kind, severity);
  item.contextValue = contextOf(node);
  const count =
    children?.length && !/\d/.test(detail ?? "") ? l10n.t("{0} below", children.length) : undefined;
  const words = [label, detail, severity && inWords[severity], count];
  item.accessibilityInformation = {
    label: words.filter(Boolean).join(", "),
    role: "treeitem",
  };
  const command = commandOf(node);
  if (command) item.command = command;
  return item;
}

/** A cluster by its path in the workspace, since many folders are called `main` or `data`. */
function nameOf({ label, more: path = "" }: ClusterNodeAnswer): string {
  const isRoot = workspace.workspaceFolders?.some(({ uri }) => uri.fsPath === path || uri.path === path);
  return isRoot ? label : workspace.asRelativePath(path);
}

/** What is unfolded at first: a cluster, the files it names, and a running server; the user's choice stays. */
function foldingOf({ kind, children }: ClusterNodeAnswer): TreeItemCollapsibleState {
  if (!children?.length) return TreeItemCollapsibleState.None;
  return kind === "cluster" || kind === "files" || kind === "running"
    ? TreeItemCollapsibleState.Expanded
    : TreeItemCollapsibleState.Collapsed;
}

const icons: Readonly<Record<string, string>> = {
  cluster: "database",
  version: "versions",
  tls: "lock",
  "tls-off": "unlock",
  outcome: "pass",
  unknown: "question",
  platform: "info",
  configuration: "files",
  document: "file",
  line: "dash",
  files: "folder-library",
  certificate: "verified",
  key: "key",
  authority: "organization",
  revocation: "circle-slash",
  parameters: "symbol-numeric",
  clients: "account",
  rule: "person",
  problems: "warning",
  note: "check",
  running: "server",
};

const severities: Readonly<Record<string, readonly [icon: string, color: string]>> = {
  error: ["error", "list.errorForeground"],
  warning: ["warning", "list.warningForeground"],
  information: ["info", "notificationsInfoIcon.foreground"],
  hint: ["lightbulb", "descriptionForeground"],
};

/** Of these the words do not say how bad it is, so that the icon must, and not by its colour alone. */
const kindsWithState: ReadonlySet<string> = new Set([
  "problem",
  "outcome",
  "certificate",
  "key",
  "authority",
  "revocation",
]);

/** What a line is about, or how bad it is where that matters more; in the colour of the worst in it. */
function iconOf(kind: string, severity: ClusterNodeAnswer["severity"]): ThemeIcon {
  const [severityIcon, color] = (severity && severities[severity]) ?? [];
  const isSerious = kind === "problem" || severity === "error" || severity === "warning";
  const icon = kindsWithState.has(kind) && isSerious ? severityIcon : icons[kind];
  return new ThemeIcon(icon ?? "circle-outline", color === undefined ? undefined : new ThemeColor(color));
}

const inWords = {
  error: l10n.t("has errors"),
  warning: l10n.t("has warnings"),
  information: l10n.t("has notes"),
  hint: l10n.t("has hints"),
};

/** By which words package.json chooses the commands of the context menu. */
function contextOf({ kind, place, file, severity, served }: TreeNode): string {
  const words = [
    kind === "version" && "version",
    kind === "certificate" && severity && !served && "expiring",
    kind === "running" && "running",
    place && "place",
    file && (file.isDocument ? "document" : "file"),
  ];
  return words.filter(Boolean).join(" ");
}

function commandOf(node: TreeNode): Command | undefined {
  const { kind, file, place, served } = node;
  if (kind === "cluster") return undefined; // a click folds it
  if (served) return { command: "pgssl.showServedCertificates", title: l10n.t("Open"), arguments: [node] };
  if (file?.isDocument) return { command: "pgssl.openAsText", title: l10n.t("Open"), arguments: [node] };
  if (file) return { command: "pgssl.openCertificateView", title: l10n.t("Open"), arguments: [node] };
  return place && { command: "pgssl.showInConfiguration", title: l10n.t("Show"), arguments: [node] };
}
