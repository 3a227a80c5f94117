import type {
  CreateFile,
  TextEdit as LspTextEdit,
  TextDocumentEdit,
  WorkspaceEdit,
} from "vscode-languageserver";
import type { TextEdit } from "../core/model/diagnostic.ts";
import { withLineEndsOf } from "../core/model/lines.ts";
import type { MovedFile } from "../core/model/navigation.ts";
import { toRange } from "./convert.ts";
import type { ServerContext } from "./serverContext.ts";

/** An edit of a document that may not exist yet. */
interface CreatingEdit extends TextEdit {
  readonly creates?: true;
}

/** Edits of any documents, open or not, in the form of the protocol. */
export async function toWorkspaceEdit(
  { service, capabilities }: ServerContext,
  edits: readonly CreatingEdit[],
): Promise<WorkspaceEdit> {
  const changes: Record<string, LspTextEdit[]> = {};
  for (const { place, newText } of edits) {
    const lines = (await service.document(place.uri))?.lines ?? [];
    changes[place.uri] ??= [];
    const range = toRange(lines, place.line, place.span);
    changes[place.uri]?.push({ range, newText: withLineEndsOf(lines, newText) });
  }
  const support = capabilities.workspace?.workspaceEdit;
  const created = [...new Set(edits.filter(({ creates }) => creates).map(({ place }) => place.uri))];
  const canCreate = support?.documentChanges && support.resourceOperations?.includes("create");
  if (created.length === 0 || !canCreate) return { changes };
  const creations = created.map(
    (uri): CreateFile => ({ kind: "create", uri, options: { ignoreIfExists: true } }),
  );
  return { documentChanges: [...creations, ...toDocumentChanges(changes)] };
}

/** The same edit, which also gives a file another place. */
export function withMove({ changes = {} }: WorkspaceEdit, { from, to }: MovedFile): WorkspaceEdit {
  return {
    documentChanges: [...toDocumentChanges(changes), { kind: "rename", oldUri: from, newUri: to }],
  };
}

function toDocumentChanges(changes: Record<string, LspTextEdit[]>): TextDocumentEdit[] {
  return Object.entries(changes).map(([uri, edits]) => ({ textDocument: { uri, version: null }, edits }));
}
