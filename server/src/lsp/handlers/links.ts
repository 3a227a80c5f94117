import type { DocumentLink } from "vscode-languageserver";
import { toRange } from "../convert.ts";
import { editorText } from "../editorText.ts";
import { guard } from "../guard.ts";
import type { ServerContext } from "../serverContext.ts";

/** Makes links of the paths that lead to files, and of the words that lead to the manual. */
export function registerLinks({ connection, service, documents }: ServerContext): void {
  connection.onDocumentLinks(({ textDocument }, token) =>
    guard<DocumentLink[]>(connection, "links", [], token, async () => {
      const source = documents.get(textDocument.uri)?.source;
      const links = (source && (await service.links(source.uri))) ?? [];
      return links.map(({ line, span, target, tooltip }) => ({
        range: toRange(source?.lines ?? [], line, span),
        target,
        ...(tooltip !== undefined && { tooltip: editorText(tooltip) }),
      }));
    }),
  );
}
