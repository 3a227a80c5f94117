import { ViewColumn, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { FileView } from "../../../../server/src/core/model/fileView.ts";
import { editorText } from "../../../../server/src/lsp/editorText.ts";
import { viewPemRequest } from "../../../../server/src/lsp/protocol.ts";
import { renderPage } from "./page/renderPage.ts";
import type { ServedCertificates } from "./treeNode.ts";

/** Shows certificates that a server sent, on the page of certificate files. It closes with the window and is written nowhere. */
export async function showServed(
  { title, pem }: ServedCertificates,
  client: Pick<BaseLanguageClient, "sendRequest">,
): Promise<void> {
  const view = await client.sendRequest<FileView | null>(viewPemRequest, { pem });
  const panel = window.createWebviewPanel("pgssl.served", editorText(title), ViewColumn.Active, {
    enableCommandUris: ["pgssl.copyCommand", "pgssl.copyText"],
  });
  panel.webview.html = renderPage(
    view ? { ...view, path: title } : undefined,
    undefined,
    crypto.randomUUID(),
  );
}
