import type { Hover } from "vscode-languageserver";
import { normalizeUri, toRange } from "../convert.ts";
import { guard } from "../guard.ts";
import type { ServerContext } from "../serverContext.ts";

/** Answers hovers in configuration files, and in the PEM files themselves. */
export function registerHover(server: ServerContext): void {
  const { connection, service, documents } = server;
  connection.onHover(({ textDocument, position }, token) =>
    guard<Hover | null>(connection, "hover", null, token, async () => {
      const document = documents.get(textDocument.uri);
      if (!document) return null;
      if (!document.source) {
        const markdown = await service.hoverPem(normalizeUri(document.uri), position.line);
        return markdown ? { contents: { kind: "markdown", value: markdown } } : null;
      }
      const hover = await service.hover(normalizeUri(document.uri), position);
      if (!hover) return null;
      const range = toRange(document.source.lines, hover.line, hover.span);
      return { contents: { kind: "markdown", value: hover.markdown }, range };
    }),
  );
}
