import type { TextEdit as LspTextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { TextEdit } from "../core/model/diagnostic.ts";
import { toRange } from "./convert.ts";
import type { ServerContext } from "./serverContext.ts";

/** Edits of any documents, open or not, as the protocol tells them. */
export async function toWorkspaceEdit(
  { service }: ServerContext,
  edits: readonly TextEdit[],
): Promise<WorkspaceEdit> {
  const changes: Record<string, LspTextEdit[]> = {};
  for (const { place, newText } of edits) {
    const lines = (await service.document(place.uri))?.lines ?? [];
    changes[place.uri] ??= [];
    changes[place.uri]?.push({ range: toRange(lines, place.line, place.span), newText });
  }
  return { changes };
}
