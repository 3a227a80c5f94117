import { commands, type ExtensionContext, window } from "vscode";

/**
 * In a browser without a machine behind it there is highlighting only. The commands stand in the palette all the same, so
 * they say why they do nothing.
 */
export function activate(context: ExtensionContext): void {
  const names = ["chooseServerVersion", "chooseDataDirectory", "restartServer", "showOutput", "checkClient"];
  for (const name of names) {
    context.subscriptions.push(commands.registerCommand(`pgssl.${name}`, explain));
  }
}

async function explain(): Promise<void> {
  await window.showInformationMessage(
    "PostgreSQL SSL only highlights here: checks, hovers and completion need VS Code on a desktop, over SSH or in a container.",
  );
}
