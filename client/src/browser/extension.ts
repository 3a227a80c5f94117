import { commands, type ExtensionContext, l10n, Uri, window } from "vscode";
import { startClient } from "../common/startClient.ts";

const words = l10n.t(
  "This needs the machine that holds the files: use VS Code on a desktop, over SSH or in a container, or pgssl on its command line.",
);

let stop: (() => Promise<void>) | undefined;

/**
 * Starts the language server in a web worker, where there is no machine behind the window. The commands that need one are
 * hidden from the palette and the menus, and explain themselves where they are called in another way.
 */
export function activate(context: ExtensionContext): void {
  void commands.executeCommand("setContext", "pgssl.inBrowser", true);
  const script = Uri.joinPath(context.extensionUri, "dist/worker.js");
  stop = startClient(
    context,
    () => async (options) => (await import("./createClient.ts")).createClient(script, options),
    () => [],
  );
  const needingMachine = [
    ...["compareWithServer", "connectToServer", "reloadServer"],
    ...["setUp", "createClientCertificates", "renewCertificate", "revokeCertificates"],
  ];
  context.subscriptions.push(
    ...needingMachine.map((name) =>
      commands.registerCommand(`pgssl.${name}`, () => window.showInformationMessage(words)),
    ),
  );
}

/** Ends the server. */
export function deactivate(): Promise<void> | undefined {
  return stop?.();
}
