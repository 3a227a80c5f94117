import type { DocumentSymbol, FoldingRange, SymbolInformation } from "vscode-languageserver";
import { normalizeUri, toDocumentSymbol } from "../convert.ts";
import { guard } from "../guard.ts";
import { FoldingRangeKind } from "../library.ts";
import type { ServerContext } from "../serverContext.ts";

/** Answers for the outline of a document, and what of it may be folded. */
export function registerOutline(server: ServerContext): void {
  const { connection, service, documents } = server;
  connection.onDocumentSymbol(({ textDocument }, token) =>
    guard<DocumentSymbol[] | SymbolInformation[]>(connection, "symbols", [], token, async () => {
      const lines = documents.get(textDocument.uri)?.source?.lines;
      if (!lines) return [];
      const found = (await service.symbols(normalizeUri(textDocument.uri))) ?? [];
      const symbols = found.map((symbol) => toDocumentSymbol(symbol, lines));
      const takesTrees =
        server.capabilities.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
      return takesTrees ? symbols : symbols.flatMap((symbol) => toInformation(symbol, textDocument.uri));
    }),
  );
  connection.onFoldingRanges(({ textDocument }, token) =>
    guard<FoldingRange[] | null>(connection, "folding", null, token, async () => {
      if (!documents.get(textDocument.uri)?.source) return null;
      const ranges = await service.foldingRanges(normalizeUri(textDocument.uri));
      // An empty list would keep VS Code from folding a document of YAML by its indentation.
      if (!ranges) return null;
      return ranges.map(({ firstLine, lastLine, kind }) => ({
        startLine: firstLine,
        endLine: lastLine,
        ...(kind && { kind: kind === "comment" ? FoldingRangeKind.Comment : FoldingRangeKind.Region }),
      }));
    }),
  );
}

/** The flat list for clients that know no trees. */
function toInformation(symbol: DocumentSymbol, uri: string, containerName?: string): SymbolInformation[] {
  const { name, kind, range, children = [] } = symbol;
  const own = { name, kind, location: { uri, range }, ...(containerName !== undefined && { containerName }) };
  return [own, ...children.flatMap((child) => toInformation(child, uri, name))];
}
