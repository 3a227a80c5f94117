import { ConfigurationTarget, type Uri, window, workspace } from "vscode";

/** The document in front of the user, which the settings they choose are for. */
export function activeDocument(): Uri | undefined {
  return window.activeTextEditor?.document.uri;
}

/**
 * Writes a setting under `pgssl` where the document lives: its folder in a workspace of several, else the workspace, else
 * the user's own settings. `undefined` removes it.
 */
export async function writeSetting(name: string, value: unknown, document: Uri | undefined): Promise<void> {
  const folders = workspace.workspaceFolders ?? [];
  const target =
    folders.length === 0
      ? ConfigurationTarget.Global
      : folders.length > 1 && document && workspace.getWorkspaceFolder(document)
        ? ConfigurationTarget.WorkspaceFolder
        : ConfigurationTarget.Workspace;
  await workspace.getConfiguration("pgssl", document).update(name, value, target);
}
