import { commands, type ExtensionContext, languages, Uri, type WebviewPanel, window } from "vscode";
import { languages as ours } from "../../../server/src/core/model/language.ts";
import { renderNotice } from "../common/views/page/renderPage.ts";

const words =
  "PostgreSQL SSL only highlights here: checks, hovers and completion need VS Code on a desktop, over SSH or in a container.";

/**
 * In a browser without a machine behind it there is highlighting only, and everything in the window says so: the
 * commands of the palette, the view, the page of certificates, and the item behind the braces of the status bar.
 */
export function activate(context: ExtensionContext): void {
  const names = [
    ...[
      "chooseServerVersion",
      "chooseDataDirectory",
      "restartServer",
      "showOutput",
      "checkClient",
      "findCause",
      "showConnectionChanges",
      "compareWithServer",
      "connectToServer",
    ],
    ...["openCertificateView", "showInConfiguration", "copyFilePath", "refreshClusters"],
    ...["setUp", "createClientCertificates", "renewCertificate", "revokeCertificates"],
  ];
  const status = languages.createLanguageStatusItem("pgssl.highlightingOnly", ours);
  status.name = "PostgreSQL SSL";
  status.text = "Highlighting only";
  status.detail = "Checks need VS Code on a desktop, over SSH or in a container.";
  context.subscriptions.push(
    status,
    ...names.map((name) => commands.registerCommand(`pgssl.${name}`, explain)),
    commands.registerCommand("pgssl.openAsText", openAsText),
    window.registerTreeDataProvider("pgssl.clusters", { getChildren: () => [], getTreeItem: (node) => node }),
    window.registerCustomEditorProvider("pgssl.certificate", {
      openCustomDocument: (uri) => ({ uri, dispose() {} }),
      resolveCustomEditor({ uri }: { uri: Uri }, panel: WebviewPanel) {
        panel.webview.options = { enableCommandUris: ["pgssl.openAsText"] };
        panel.webview.html = renderNotice(words, uri.toString(), crypto.randomUUID());
      },
    }),
  );
  void commands.executeCommand("setContext", "pgssl.highlightingOnly", true);
}

async function explain(): Promise<void> {
  await window.showInformationMessage(words);
}

/** Shows a file as it is; the page of a certificate has nothing else to offer here. */
async function openAsText(uri: unknown): Promise<void> {
  if (typeof uri === "string") await commands.executeCommand("vscode.openWith", Uri.parse(uri), "default");
}
