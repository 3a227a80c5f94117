import type { Event, Uri, WebviewPanel } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { FileView } from "../../../../server/src/core/model/fileView.ts";
import { viewFileRequest } from "../../../../server/src/lsp/protocol.ts";
import { renderPage } from "./page/renderPage.ts";

/** Shows what a file holds, and again whenever that changes while the page is seen. */
export async function showPage(
  uri: Uri,
  panel: WebviewPanel,
  client: PromiseLike<Pick<BaseLanguageClient, "sendRequest">>,
  changed: Event<unknown>,
): Promise<void> {
  panel.webview.options = {
    enableCommandUris: [
      "pgssl.copyCommand",
      "pgssl.copyText",
      "pgssl.openAsText",
      "pgssl.showInConfiguration",
    ],
  };
  const address = uri.toString();
  const nonce = crypto.randomUUID();
  let isDue = false;
  let lastRequest = 0;
  let shown = "";
  const requestView = () =>
    Promise.resolve(client)
      .then((server) => server.sendRequest<FileView | null>(viewFileRequest, { uri: address }))
      .catch(() => null); // the server did not start or went away; its own message says so
  const update = async () => {
    isDue = !panel.visible;
    if (isDue) return;
    const request = ++lastRequest;
    const view = await requestView();
    if (request !== lastRequest) return; // another answer is on its way, or the page was closed
    const page = renderPage(view ?? undefined, address, nonce);
    if (page === shown) return; // the focus and the place on the page stay
    shown = page;
    panel.webview.html = page;
  };
  const subscriptions = [
    changed(() => void update()),
    panel.onDidChangeViewState(() => isDue && void update()),
  ];
  panel.onDidDispose(() => {
    lastRequest++;
    for (const subscription of subscriptions) subscription.dispose();
  });
  await update();
}
