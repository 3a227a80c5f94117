import { commands, env, l10n, Range, Uri, window, workspace } from "vscode";
import type { ClusterNodeAnswer } from "../../../../server/src/lsp/protocol.ts";
import { pickFile } from "../dialog/pickFiles.ts";
import { DialogLeft } from "../dialog/promptAll.ts";
import { pageType } from "./pageType.ts";

/** What can be done with a line of the tree, or with a file: of the explorer, of an editor, or of a link on a page. */
export const nodeCommands = {
  /** Shows the line of the configuration that something is about. */
  async showInConfiguration(given: unknown): Promise<void> {
    const { place } = given as ClusterNodeAnswer;
    if (!place) return;
    const { start, end } = place.range;
    const selection = new Range(start.line, start.character, end.line, end.character);
    await window.showTextDocument(Uri.parse(place.uri), { selection });
  },

  /** Shows what a file holds, decoded. */
  async openCertificateView(given: unknown): Promise<void> {
    const active = activeFile();
    const uri = uriOf(given) ?? (active && hasView(active) ? active : await chooseFile(active));
    if (uri) await commands.executeCommand("vscode.openWith", uri, pageType);
  },

  /** Shows a file as it is. */
  async openAsText(given: unknown): Promise<void> {
    const uri = uriOf(given) ?? activeFile();
    if (uri) await commands.executeCommand("vscode.openWith", uri, "default");
  },

  /** Puts the path of a file on the clipboard. */
  async copyFilePath(given: unknown): Promise<void> {
    const uri = uriOf(given);
    if (uri) await env.clipboard.writeText(uri.scheme === "file" ? uri.fsPath : uri.toString());
  },
};

/** A `Uri` from VS Code's own menus, text from a link on a page, or a line of the tree. */
function uriOf(given: unknown): Uri | undefined {
  if (given instanceof Uri) return given;
  if (typeof given === "string") return Uri.parse(given);
  const { file, place } = (given ?? {}) as Partial<ClusterNodeAnswer>;
  const uri = file?.uri ?? place?.uri;
  return uri === undefined ? undefined : Uri.parse(uri);
}

function activeFile(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input as { readonly uri?: unknown } | undefined;
  return input?.uri instanceof Uri ? input.uri : undefined;
}

/** Endings of files that the page shows. */
const endings = ["crt", "cer", "der", "pem", "key", "crl", "csr", "p7b"];

const hasView = ({ path }: Uri) => endings.some((ending) => path.toLowerCase().endsWith(`.${ending}`));

/** Lets the user pick a file that is there: in the workspace, or beside the file in front of them. */
async function chooseFile(active: Uri | undefined): Promise<Uri | undefined> {
  const frame = { title: l10n.t("Open Certificate View"), step: 1, totalSteps: 1 };
  const folders = active && !workspace.getWorkspaceFolder(active) ? [Uri.joinPath(active, "..")] : [];
  const question = { placeholder: l10n.t("Certificate, key or CRL file"), endings, folders };
  const picked = await pickFile(frame, question).catch((error) => {
    if (error instanceof DialogLeft) return undefined;
    throw error;
  });
  return picked === "none" ? undefined : picked;
}
