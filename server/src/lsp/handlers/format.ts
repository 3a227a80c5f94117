import type { Connection, TextEdit } from "vscode-languageserver";
import type { TextEdit as CoreEdit } from "../../core/model/diagnostic.ts";
import { languages } from "../../core/model/language.ts";
import { toRange } from "../convert.ts";
import { guard } from "../guard.ts";
import {
  BulkRegistration,
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
} from "../library.ts";
import type { ServerContext } from "../serverContext.ts";

/** Offers to format documents of our languages alone, and not those that hold our files as parts. */
export async function registerFormatters(connection: Connection): Promise<void> {
  const documentSelector = languages.map((language) => ({ language }));
  const registrations = BulkRegistration.create();
  registrations.add(DocumentFormattingRequest.type, { documentSelector });
  registrations.add(DocumentRangeFormattingRequest.type, { documentSelector });
  registrations.add(DocumentOnTypeFormattingRequest.type, {
    documentSelector,
    firstTriggerCharacter: "\n",
  });
  await connection.client.register(registrations);
}

/** Aligns documents, parts of them, and the line that Enter ended. */
export function registerFormat({ connection, service, documents }: ServerContext): void {
  const toEdits = (uri: string, edits: readonly CoreEdit[] = []): TextEdit[] => {
    const lines = documents.get(uri)?.source?.lines ?? [];
    return edits.map(({ place, newText }) => ({ range: toRange(lines, place.line, place.span), newText }));
  };
  connection.onDocumentFormatting(({ textDocument: { uri } }, token) =>
    guard<TextEdit[]>(connection, "formatting", [], token, async () => {
      const source = documents.get(uri)?.source;
      return source ? toEdits(uri, await service.format(source.uri)) : [];
    }),
  );
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, range: { start, end } }, token) =>
    guard<TextEdit[]>(connection, "formatting of a range", [], token, async () => {
      const source = documents.get(uri)?.source;
      if (!source) return [];
      // A selection of whole lines ends at the start of the one behind them.
      const lastLine = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
      return toEdits(uri, await service.format(source.uri, { firstLine: start.line, lastLine }));
    }),
  );
  connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position }, token) =>
    guard<TextEdit[]>(connection, "formatting of a line", [], token, async () => {
      const source = documents.get(uri)?.source;
      if (!source || position.line === 0) return [];
      return toEdits(uri, await service.formatLine(source.uri, position.line - 1));
    }),
  );
}
