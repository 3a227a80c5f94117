import type { AnnotatedTextEdit, CreateFile, WorkspaceEdit } from "vscode-languageserver";
import type { TextEdit } from "../core/model/diagnostic.ts";
import { withLineEndsOf } from "../core/model/lines.ts";
import { toRange } from "./convert.ts";
import type { ServerContext } from "./serverContext.ts";

/** An edit that may have a label of its own. */
interface LabelledEdit extends TextEdit {
  readonly label?: string;
  /** Its document does not exist yet. */
  readonly creates?: true;
}

/** Edits of any documents, open or not, in the form of the protocol. Where each has a label the editor shows them first, if it can. */
export async function toWorkspaceEdit(
  { service, capabilities }: ServerContext,
  edits: readonly LabelledEdit[],
): Promise<WorkspaceEdit> {
  const changes: Record<string, AnnotatedTextEdit[]> = {};
  const labels: string[] = [];
  for (const { place, newText, label = "" } of edits) {
    const lines = (await service.document(place.uri))?.lines ?? [];
    if (!labels.includes(label)) labels.push(label);
    const annotationId = String(labels.indexOf(label));
    changes[place.uri] ??= [];
    const range = toRange(lines, place.line, place.span);
    changes[place.uri]?.push({ range, newText: withLineEndsOf(lines, newText), annotationId });
  }
  const support = capabilities.workspace?.workspaceEdit;
  const created = [...new Set(edits.filter(({ creates }) => creates).map(({ place }) => place.uri))];
  const canCreate = created.length === 0 || support?.resourceOperations?.includes("create") === true;
  if (labels.includes("") || !support?.documentChanges || !support.changeAnnotationSupport || !canCreate) {
    const plain = Object.entries(changes).map(([uri, edits]) => [
      uri,
      edits.map(({ range, newText }) => ({ range, newText })),
    ]);
    return { changes: Object.fromEntries(plain) };
  }
  const creations = created.map(
    (uri): CreateFile => ({ kind: "create", uri, options: { ignoreIfExists: true } }),
  );
  return {
    changeAnnotations: Object.fromEntries(
      labels.map((label, index) => [String(index), { label, needsConfirmation: true }]),
    ),
    documentChanges: [
      ...creations,
      ...Object.entries(changes).map(([uri, edits]) => ({ textDocument: { uri, version: null }, edits })),
    ],
  };
}
