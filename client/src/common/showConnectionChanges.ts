import { l10n, Range, type Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { editorText } from "../../../server/src/lsp/editorText.ts";
import type {
  ConnectionChangeAnswer,
  ConnectionChangesQuestion,
  connectionChangesRequest,
} from "../../../server/src/lsp/protocol.ts";
import { isOurs } from "./languages.ts";

/** Not imported, so that activation need not load what this file shares with it. */
const request = "pgssl/connectionChanges" satisfies typeof connectionChangesRequest;

/** Lists the connections for which edits that are not saved, or else not committed, make a difference; a choice leads to the record. */
export async function showConnectionChanges(
  client: BaseLanguageClient,
  document: Uri | undefined,
): Promise<void> {
  if (!document) return;
  const uri = client.code2ProtocolConverter.asUri(document);
  const open = workspace.textDocuments.find(({ uri }) => uri.toString() === document.toString());
  const isEdited = open?.isDirty === true;
  const question: ConnectionChangesQuestion = { uri, since: isEdited ? "saved" : "committed" };
  const changes = await client.sendRequest<readonly ConnectionChangeAnswer[]>(request, question);
  if (changes.length === 0) {
    const words = isEdited
      ? l10n.t("No connection fares differently once this is saved.")
      : l10n.t("No connection fares differently than in the last commit.");
    await window.showInformationMessage(words);
    return;
  }
  const onceSaved = isOurs(open) ? l10n.t("Once saved and reloaded") : l10n.t("Once saved and applied");
  const items = changes.map(({ summary, reason = "", cluster = "", place }) => ({
    label: editorText(summary),
    description: editorText(cluster),
    detail: editorText(reason),
    place,
  }));
  const picked = await window.showQuickPick(items, {
    title: isEdited ? onceSaved : l10n.t("Since the last commit"),
    placeHolder: l10n.t("Choose a change to go to its record"),
    matchOnDetail: true,
  });
  if (!picked?.place) return;
  const { line } = picked.place;
  await window.showTextDocument(client.protocol2CodeConverter.asUri(picked.place.uri), {
    selection: new Range(line, 0, line, 0),
  });
}
