import { type Disposable, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { editorText } from "../../../server/src/lsp/editorText.ts";
import { type Confirmation, confirmRequest } from "../../../server/src/lsp/protocol.ts";

/** Shows what the server is about to change on disk, and returns whether the user agrees. */
export function answerConfirmations(client: BaseLanguageClient): Disposable {
  return client.onRequest(
    confirmRequest,
    async ({ title, changes, agree }: Confirmation): Promise<unknown> => {
      const detail = changes.map(editorText).join("\n");
      return (
        (await window.showInformationMessage(editorText(title), { modal: true, detail }, agree)) === agree
      );
    },
  );
}
