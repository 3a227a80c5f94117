import { type Disposable, env, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { editorText } from "../../../server/src/lsp/editorText.ts";
import {
  type Change,
  type Confirmation,
  changedRequest,
  confirmRequest,
} from "../../../server/src/lsp/protocol.ts";
import { isStatement, putIntoTerminal } from "./terminal.ts";

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

const undo = "Undo";

/** Shows what was changed on disk, with the reload that is due, and returns whether the user takes the change back. */
export function announceChanges(client: BaseLanguageClient): Disposable {
  return client.onRequest(changedRequest, async ({ message, canUndo, due }: Change): Promise<unknown> => {
    const shell = due?.commands.find((command) => !isStatement(command));
    const statement = due?.commands.find(isStatement);
    const buttons = [
      ...(due && shell ? [`${due.kind === "reload" ? "Reload" : "Restart"} in Terminal`] : []),
      ...(statement ? [`Copy ${statement}`] : []),
      ...(canUndo ? [undo] : []),
    ];
    const next = due ? ` A ${due.kind} is due before a running server uses it.` : "";
    const picked = await window.showInformationMessage(editorText(`${message}${next}`), ...buttons);
    if (picked === undefined) return false;
    if (picked === undo) return true;
    if (statement && picked.startsWith("Copy")) await env.clipboard.writeText(statement);
    else if (shell) putIntoTerminal(shell);
    return false;
  });
}
