import type { DocumentHighlight, Location } from "vscode-languageserver";
import { isBelow } from "../../core/index.ts";
import type { Target } from "../../core/model/navigation.ts";
import { toRange } from "../convert.ts";
import { guard } from "../guard.ts";
import { DocumentHighlightKind, LSPErrorCodes, ResponseError } from "../library.ts";
import type { ServerContext } from "../serverContext.ts";
import { toWorkspaceEdit, withMove } from "../toWorkspaceEdit.ts";

/** Goes from names of maps and paths to their definitions and back, and renames maps and files. */
export function registerNavigation(server: ServerContext): void {
  const { connection, service, documents } = server;
  const sourceOf = (uri: string) => documents.get(uri)?.source;

  connection.onDefinition(({ textDocument, position }, token) =>
    guard<Location[]>(connection, "definition", [], token, async () => {
      const source = sourceOf(textDocument.uri);
      const targets = source && (await service.definition(source.uri, position));
      return Promise.all((targets ?? []).map((target) => toLocation(server, target)));
    }),
  );
  connection.onReferences(({ textDocument, position, context }, token) =>
    guard<Location[]>(connection, "references", [], token, async () => {
      const source = sourceOf(textDocument.uri);
      const found = (source && (await service.references(source.uri, position))) ?? [];
      const wanted = found.filter(({ isDefinition }) => context.includeDeclaration || !isDefinition);
      return Promise.all(wanted.map((place) => toLocation(server, place)));
    }),
  );
  connection.onDocumentHighlight(({ textDocument, position }, token) =>
    guard<DocumentHighlight[]>(connection, "highlights", [], token, async () => {
      const source = sourceOf(textDocument.uri);
      const found = source && (await service.references(source.uri, position));
      return (found ?? [])
        .filter(({ uri }) => uri === source?.uri)
        .map(({ line, span, isDefinition }) => ({
          range: toRange(source?.lines ?? [], line, span),
          kind: isDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
        }));
    }),
  );
  connection.onPrepareRename(({ textDocument, position }, token) =>
    guard(connection, "rename", null, token, async () => {
      const source = sourceOf(textDocument.uri);
      const found = source && (await service.renamable(source.uri, position));
      return found ? { range: toRange(source.lines, found.line, found.span), placeholder: found.name } : null;
    }),
  );
  connection.onRenameRequest(({ textDocument, position, newName }, token) =>
    guard(connection, "rename", null, token, async () => {
      const source = sourceOf(textDocument.uri);
      if (!source) return null;
      const edits = await service.rename(source.uri, position, newName);
      if (!edits)
        return new ResponseError(LSPErrorCodes.RequestFailed, "This needs a name that fits in one line.");
      if (edits.length === 0) return null;
      const edit = await toWorkspaceEdit(server, edits);
      const move = canMove(server) && (await service.movedFile(source.uri, position, newName));
      return move && isInWorkspace(server, move.from) && isInWorkspace(server, move.to)
        ? withMove(edit, move)
        : edit;
    }),
  );
}

/** Whether the client renames files, and the user wants files of this workspace changed. */
function canMove({ capabilities, given }: ServerContext): boolean {
  const { documentChanges, resourceOperations } = capabilities.workspace?.workspaceEdit ?? {};
  return given.trusted && documentChanges === true && (resourceOperations?.includes("rename") ?? false);
}

function isInWorkspace({ given }: ServerContext, uri: string): boolean {
  return given.folders.some((folder) => isBelow(uri, folder));
}

async function toLocation({ service }: ServerContext, target: Target): Promise<Location> {
  const { uri } = target;
  // A file as a whole may be a private key: it is not read here.
  if (!("span" in target)) return { uri, range: toRange([], 0, { start: 0, end: 0 }) };
  const lines = (await service.document(uri))?.lines ?? [];
  return { uri, range: toRange(lines, target.line, target.span) };
}
