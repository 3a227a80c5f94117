import type { CodeLens } from "vscode-languageserver";
import { compareStates, createLanguageService, type LanguageService } from "../../core/index.ts";
import type { ConnectionChange } from "../../core/model/connectionChange.ts";
import { normalizeUri, toRange } from "../convert.ts";
import { editorText } from "../editorText.ts";
import { guard } from "../guard.ts";
import { type ConnectionChangeAnswer, connectionChangesRequest } from "../protocol.ts";
import type { ServerContext } from "../serverContext.ts";

/** Lines of a file that has lenses: an editor requests them after each edit, and comparing more would hold up typing. */
const maxLensLines = 1_000;

/** Names the connections for which edits that are not saved make a difference: above the first such record, and on request. */
export function registerConnectionChanges(server: ServerContext): void {
  const { connection, service, documents, host, loadPki } = server;
  /** Sees what is saved, since no document is open in it. */
  let onDisk: LanguageService | undefined;
  /** What a save would change. */
  const changesOf = async (uri: string): Promise<readonly ConnectionChange[]> => {
    onDisk ??= createLanguageService(host, loadPki);
    await onDisk.refresh();
    onDisk.settings = service.settings;
    const [before, after] = [await onDisk.connectionState(uri), await service.connectionState(uri)];
    return before && after ? compareStates(before, after) : [];
  };
  connection.onCodeLens(({ textDocument }, token) =>
    guard<CodeLens[]>(connection, "code lenses", [], token, async () => {
      const source = documents.get(textDocument.uri)?.source;
      if (source?.language !== "pg-hba" || source.lines.length > maxLensLines) return [];
      const text = await host.readText(source.uri, 1 << 24);
      if (typeof text !== "string" || text === source.lines.join("")) return [];
      const changes = await changesOf(source.uri);
      const [first] = changes;
      if (!first) return [];
      const lines = changes.flatMap(({ after }) => (after?.uri === source.uri ? [after.line] : []));
      const line = Math.min(...lines, source.lines.length - 1);
      const more = changes.length > 1 ? ` (and ${changes.length - 1} more)` : "";
      const title = editorText(`Once saved and reloaded: ${first.summary}${more}`);
      const command = server.given.opensPages ? "pgssl.showConnectionChanges" : "";
      return [
        {
          range: toRange(source.lines, line, { start: 0, end: 0 }),
          command: { title, command, arguments: [textDocument.uri] },
        },
      ];
    }),
  );
  connection.onRequest(connectionChangesRequest, ({ uri }: { uri: string }, token) =>
    guard<ConnectionChangeAnswer[]>(connection, "connection changes", [], token, async () =>
      (await changesOf(normalizeUri(uri))).map(({ effect, summary, reason, before, after }) => {
        const place = after ?? before;
        return {
          effect,
          summary,
          ...(reason !== undefined && { reason }),
          ...(place && { place: { uri: place.uri, line: place.line } }),
        };
      }),
    ),
  );
}
