import { workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { SetupPlanAnswer } from "../../../../server/src/lsp/protocol.ts";
import type { Engine } from "./engine.ts";

/**
 * Changes the configuration as the summary showed it, in one edit that can be undone, and saves it. Returns whether nothing of it is
 * left to do, by a new plan of the engine.
 */
export async function applyConfiguration(
  client: BaseLanguageClient,
  engine: Engine,
  { edit: proposed, plan }: SetupPlanAnswer,
): Promise<boolean> {
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(proposed);
  if (edit.size === 0) return true;
  const unsaved = new Set(dirtyDocuments());
  await workspace.applyEdit(edit);
  // The server reads what is on disk. What the user had not saved before stays theirs to save.
  const changed = new Set(edit.entries().map(([uri]) => uri.toString()));
  for (const document of dirtyDocuments()) {
    if (changed.has(document.uri.toString()) && !unsaved.has(document)) await document.save();
  }
  return (await engine.plan(plan.request)).plan.configuration.length === 0;
}

function dirtyDocuments() {
  return workspace.textDocuments.filter(({ isDirty }) => isDirty);
}
