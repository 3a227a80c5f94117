import type { Event, Uri, WebviewPanel } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { FileView } from "../../../../server/src/core/model/fileView.ts";
import { viewFileRequest } from "../../../../server/src/lsp/protocol.ts";
import { renderPage } from "./page/renderPage.ts";

/** Shows what a file holds, and again whenever that changes while the page is seen. */
export async function showPage(
  uri: Uri,
  panel: WebviewPanel,
  client: BaseLanguageClient,
  changed: Event<unknown>,
): Promise<void> {
  panel.webview.options = { enableCommandUris: ["pgssl.copyCommand", "pgssl.openAsText"] };
  let isDue = false;
  let shown = "";
  const nonce = crypto.randomUUID();
  const update = async () => {
    isDue = !panel.visible;
    if (isDue) return;
    const asked = client.code2ProtocolConverter.asUri(uri);
    const view = await client.sendRequest<FileView | null>(viewFileRequest, { uri: asked }).catch(() => null); // the server went away; its own message tells
    const page = renderPage(view ?? undefined, asked, nonce);
    if (page === shown) return; // the focus and the place on the page stay
    shown = page;
    panel.webview.html = page;
  };
  const subscriptions = [
    changed(() => void update()),
    panel.onDidChangeViewState(() => isDue && void update()),
  ];
  panel.onDidDispose(() => {
    for (const subscription of subscriptions) subscription.dispose();
  });
  await update();
}
