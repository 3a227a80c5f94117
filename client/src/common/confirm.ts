import { type Disposable, env, l10n, window } from "vscode";
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

const undo = l10n.t("Undo");

/** Shows what was changed on disk, with the reload that is due, and returns whether the user takes the change back. */
export function announceChanges(client: BaseLanguageClient): Disposable {
  return client.onRequest(changedRequest, async ({ message, canUndo, due }: Change): Promise<unknown> => {
    const shell = due?.commands.find((command) => !isStatement(command));
    const statement = due?.commands.find(isStatement);
    const isReload = due?.kind === "reload";
    const copy = statement && l10n.t("Copy {0}", statement);
    const run = shell && (isReload ? l10n.t("Reload in Terminal") : l10n.t("Restart in Terminal"));
    const buttons = [...(run ? [run] : []), ...(copy ? [copy] : []), ...(canUndo ? [undo] : [])];
    const next = isReload
      ? l10n.t("A reload is due before a running server uses it.")
      : l10n.t("A restart is due before a running server uses it.");
    const words = due ? `${message} ${next}` : message;
    const picked = await window.showInformationMessage(editorText(words), ...buttons);
    if (picked === undefined) return false;
    if (picked === undo) return true;
    if (statement && picked === copy) await env.clipboard.writeText(statement);
    else if (shell) putIntoTerminal(shell);
    return false;
  });
}
