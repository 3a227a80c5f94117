import type { DocumentLink } from "vscode-languageserver";
import { toRange } from "../convert.ts";
import { guard } from "../guard.ts";
import type { ServerContext } from "../serverContext.ts";

/** Makes links of the paths that lead to files. */
export function registerLinks({ connection, service, documents }: ServerContext): void {
  connection.onDocumentLinks(({ textDocument }, token) =>
    guard<DocumentLink[]>(connection, "links", [], token, async () => {
      const source = documents.get(textDocument.uri)?.source;
      const links = (source && (await service.links(source.uri))) ?? [];
      return links.map(({ line, span, target }) => ({
        range: toRange(source?.lines ?? [], line, span),
        target,
      }));
    }),
  );
}
