import { l10n, window, workspace } from "vscode";
import { editorText } from "../../../server/src/lsp/editorText.ts";
import { activeDocument, writeSetting } from "./writeSetting.ts";

/** Lets the user pick the data directory from which relative certificate paths start. */
export async function chooseDataDirectory(): Promise<void> {
  const document = activeDocument();
  const current = workspace.getConfiguration("pgssl", document).get<string>("dataDirectory");
  const automatic = {
    label: l10n.t("Automatic"),
    detail: l10n.t("From data_directory in postgresql.conf, else its own folder"),
  };
  const folder = {
    label: l10n.t("Choose a folder …"),
    ...(current ? { description: editorText(current) } : {}),
  };
  const picked = await window.showQuickPick([automatic, folder], {
    title: l10n.t("Data directory of the server"),
  });
  if (picked === automatic) await writeSetting("dataDirectory", undefined, document);
  if (picked !== folder) return;
  const start =
    (document && workspace.getWorkspaceFolder(document)?.uri) ?? workspace.workspaceFolders?.[0]?.uri;
  const [chosen] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: l10n.t("Use as Data Directory"),
      ...(start ? { defaultUri: start } : {}),
    })) ?? [];
  if (chosen) await writeSetting("dataDirectory", chosen.fsPath, document);
}
