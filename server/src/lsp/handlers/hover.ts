import type { Hover } from "vscode-languageserver";
import { hoverPem } from "../../core/features/hover/hoverPem.ts";
import { normalizeUri, toRange } from "../convert.ts";
import { guard } from "../guard.ts";
import { maxPemBytes } from "../maxPemBytes.ts";
import type { ServerContext } from "../serverContext.ts";

/** Answers hovers in configuration files, and in the PEM files themselves. */
export function registerHover(server: ServerContext): void {
  const { connection, service, documents, host, loadPki } = server;
  connection.onHover(({ textDocument, position }, token) =>
    guard<Hover | null>(connection, "hover", null, token, async () => {
      const document = documents.get(textDocument.uri);
      if (!document) return null;
      if (!document.source) {
        const bytes = server.given.trusted && (await host.readFile(normalizeUri(document.uri), maxPemBytes));
        if (!(bytes instanceof Uint8Array)) return null;
        const markdown = hoverPem((await loadPki()).decode(bytes), position.line, host.now());
        return markdown ? { contents: { kind: "markdown", value: markdown } } : null;
      }
      const hover = await service.hover(normalizeUri(document.uri), position);
      if (!hover) return null;
      const range = toRange(document.source.lines, hover.line, hover.span);
      return { contents: { kind: "markdown", value: hover.markdown }, range };
    }),
  );
}
