import type { TextEdit as LspTextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { TextEdit } from "../core/model/diagnostic.ts";
import { toRange } from "./convert.ts";
import type { ServerContext } from "./serverContext.ts";

/**
 * Edits of any documents, open or not, as the protocol tells them. With a label the editor shows them before it makes them,
 * where it can.
 */
export async function toWorkspaceEdit(
  { service, capabilities }: ServerContext,
  edits: readonly TextEdit[],
  label?: string,
): Promise<WorkspaceEdit> {
  const changes: Record<string, LspTextEdit[]> = {};
  for (const { place, newText } of edits) {
    const lines = (await service.document(place.uri))?.lines ?? [];
    changes[place.uri] ??= [];
    changes[place.uri]?.push({ range: toRange(lines, place.line, place.span), newText });
  }
  const { documentChanges, changeAnnotationSupport } = capabilities.workspace?.workspaceEdit ?? {};
  if (label === undefined || !documentChanges || !changeAnnotationSupport) return { changes };
  const annotationId = "shown-first";
  return {
    changeAnnotations: { [annotationId]: { label, needsConfirmation: true } },
    documentChanges: Object.entries(changes).map(([uri, edits]) => ({
      textDocument: { uri, version: null },
      edits: edits.map((edit) => ({ ...edit, annotationId })),
    })),
  };
}
