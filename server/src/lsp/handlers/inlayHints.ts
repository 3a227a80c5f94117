import type { InlayHint } from "vscode-languageserver";
import { toRange } from "../convert.ts";
import { editorText } from "../editorText.ts";
import { guard } from "../guard.ts";
import type { ServerContext } from "../serverContext.ts";

/** Shows behind each certificate, key and CRL path what the file holds. */
export function registerInlayHints({ connection, service, documents }: ServerContext): void {
  connection.languages.inlayHint.on(({ textDocument, range }, token) =>
    guard<InlayHint[]>(connection, "inlay hints", [], token, async () => {
      const source = documents.get(textDocument.uri)?.source;
      if (!source) return [];
      const hints = (await service.inlayHints(source.uri, range.start.line, range.end.line)) ?? [];
      return hints.map(({ line, span, label }) => ({
        position: toRange(source.lines, line, span).end,
        label: editorText(label),
        paddingLeft: true,
      }));
    }),
  );
}
