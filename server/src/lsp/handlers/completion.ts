import type { CompletionItem } from "vscode-languageserver";
import { normalizeUri, toCompletionItem, toRange } from "../convert.ts";
import { guard } from "../guard.ts";
import type { ServerContext } from "../serverContext.ts";

/** Answers completion; documentation follows when a proposal is shown. */
export function registerCompletion(server: ServerContext): void {
  const { connection, service, documents } = server;
  connection.onCompletion(({ textDocument, position }, token) =>
    guard<CompletionItem[]>(connection, "completion", [], token, async () => {
      const source = documents.get(textDocument.uri)?.source;
      const list = source && (await service.complete(normalizeUri(textDocument.uri), position));
      if (!list) return [];
      const range = toRange(source.lines, list.line, list.span);
      const client = server.capabilities.textDocument?.completion?.completionItem;
      const support = {
        labelDetails: client?.labelDetailsSupport,
        snippets: client?.snippetSupport,
        opensNext: server.given.opensCompletion,
      };
      return list.items.map((item) => toCompletionItem(item, range, support));
    }),
  );
  connection.onCompletionResolve(async (item) => {
    const markdown = typeof item.data === "string" ? await service.documentationOf(item.data) : undefined;
    return markdown ? { ...item, documentation: { kind: "markdown", value: markdown } } : item;
  });
}
