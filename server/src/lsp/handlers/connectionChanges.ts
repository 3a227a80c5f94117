import type { CodeLens } from "vscode-languageserver";
import {
  type ConnectionState,
  compareStates,
  createLanguageService,
  forReaders,
  type LanguageService,
  SourceDocument,
} from "../../core/index.ts";
import type { ConnectionChange } from "../../core/model/connectionChange.ts";
import { languageOfPath } from "../../core/model/language.ts";
import { normalizeUri, toRange } from "../convert.ts";
import { editorText } from "../editorText.ts";
import { guard } from "../guard.ts";
import {
  type CommittedFile,
  type ConnectionChangeAnswer,
  type ConnectionChangesQuestion,
  committedFilesRequest,
  connectionChangesRequest,
} from "../protocol.ts";
import type { ServerContext } from "../serverContext.ts";

/** Lines of a file that has lenses: an editor requests them after each edit, and comparing more would hold up typing. */
const maxLensLines = 1_000;

/** The files of a commit, kept until another document is compared. */
interface CommittedState {
  readonly uri: string;
  readonly service: LanguageService;
  readonly texts: Map<string, string>;
}

/** The state with which a document is compared. */
type Since = ConnectionChangesQuestion["since"];

const titles: Readonly<Record<Since, string>> = {
  saved: "Once saved and reloaded",
  committed: "Since the last commit",
};

/**
 * Names the connections for which edits that are not saved or not committed make a difference: above the first such record, and on
 * request.
 */
export function registerConnectionChanges(server: ServerContext): void {
  const { connection, service, documents, host, loadPki } = server;
  /** Sees what is saved, since no document is open in it. */
  let onDisk: LanguageService | undefined;
  /** Sees a commit: the one that the last document was compared with. */
  let committed: CommittedState | undefined;
  const states: Readonly<Record<Since, (uri: string) => Promise<ConnectionState | undefined>>> = {
    async saved(uri) {
      onDisk ??= createLanguageService(host, loadPki);
      await onDisk.refresh();
      onDisk.settings = service.settings;
      return onDisk.connectionState(uri);
    },
    async committed(uri) {
      if (!server.given.readsCommits) return undefined;
      const files = await connection.sendRequest<readonly CommittedFile[] | null>(committedFilesRequest, {
        uri,
      });
      if (!files) return undefined;
      // Another document may be one of another repository.
      if (committed?.uri !== uri)
        committed = { uri, service: createLanguageService(host, loadPki), texts: new Map() };
      const { service: inCommit, texts } = committed;
      await inCommit.refresh();
      inCommit.settings = service.settings;
      const given = new Map(files.map((file) => [normalizeUri(file.uri), file.text]));
      for (const own of texts.keys()) if (!given.has(own) && texts.delete(own)) inCommit.close(own);
      for (const [own, text] of given) {
        const language = documents.get(own)?.source?.language ?? languageOfPath(own);
        if (!language || texts.get(own) === text) continue;
        texts.set(own, text);
        inCommit.open(new SourceDocument(own, language, texts.size, text));
      }
      return inCommit.connectionState(uri);
    },
  };
  const changesOf = async (
    uri: string,
    since: Since,
    after: ConnectionState | undefined,
  ): Promise<readonly ConnectionChange[]> => {
    const before = after && (await states[since](uri));
    return before ? forReaders(compareStates(before, after)) : [];
  };
  connection.onCodeLens(({ textDocument }, token) =>
    guard<CodeLens[]>(connection, "code lenses", [], token, async () => {
      const source = documents.get(textDocument.uri)?.source;
      if (source?.language !== "pg-hba" || source.lines.length > maxLensLines) return [];
      const text = await host.readText(source.uri, 1 << 24);
      if (typeof text !== "string") return [];
      const since = text === source.lines.join("") ? "committed" : "saved";
      const after = await service.connectionState(source.uri);
      // While a record is half typed, the finding on it says that the server does not load the file.
      const changes = after?.fault ? [] : await changesOf(source.uri, since, after);
      const [first] = changes;
      if (!first) return [];
      const lines = changes.flatMap(({ before, after = before }) =>
        after?.uri === source.uri ? [after.line] : [],
      );
      const line = Math.min(...lines, source.lines.length - 1);
      const more = changes.length > 1 ? ` (and ${changes.length - 1} more)` : "";
      const title = editorText(`${titles[since]}: ${first.summary}${more}`);
      const command = server.given.opensPages ? "pgssl.showConnectionChanges" : "";
      return [
        {
          range: toRange(source.lines, line, { start: 0, end: 0 }),
          command: { title, command, arguments: [textDocument.uri] },
        },
      ];
    }),
  );
  connection.onRequest(connectionChangesRequest, ({ uri, since }: ConnectionChangesQuestion, token) =>
    guard<ConnectionChangeAnswer[]>(connection, "connection changes", [], token, async () => {
      const own = normalizeUri(uri);
      const changes = await changesOf(own, since, await service.connectionState(own));
      return changes.map(({ effect, summary, reason, before, after }) => {
        const place = after ?? before;
        return {
          effect,
          summary,
          ...(reason !== undefined && { reason }),
          ...(place && { place: { uri: place.uri, line: place.line } }),
        };
      });
    }),
  );
}
