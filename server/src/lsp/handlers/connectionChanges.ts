import type { CodeLens } from "vscode-languageserver";
import { createLanguageService, type LanguageService, SourceDocument } from "../../core/index.ts";
import { hostLanguageOfPath, languageOfPath, toHostLanguage } from "../../core/model/language.ts";
import {
  type ComparedCluster,
  compareClusters,
  type DocumentClusters,
  readClusters,
} from "../comparedClusters.ts";
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

/** Lines of a file that has lenses, or records of a manifest: an editor requests them after each edit, and comparing more would hold up typing. */
const maxLensLines = 1_000;

/** The files of a commit, kept until another document is compared. */
interface CommittedState {
  readonly uri: string;
  readonly service: LanguageService;
  readonly texts: Map<string, string>;
}

/** The state with which a document is compared. */
type Since = ConnectionChangesQuestion["since"];

/** UTF-16 units of a file that is compared with what is saved. */
const maxSavedLength = 1 << 24;

/** The words before what a change is; a manifest is not for the server to reload. */
const titleOf = (since: Since, isHost: boolean) =>
  since === "committed"
    ? "Since the last commit"
    : isHost
      ? "Once saved and applied"
      : "Once saved and reloaded";

/**
 * Names the connections for which edits that are not saved or not committed make a difference: above the first such record, and on
 * request.
 */
export function registerConnectionChanges(server: ServerContext): void {
  const { connection, service, documents, host, loadPki } = server;
  /** Sees what is saved: no document is open in it but the last manifest that was compared, as it is saved. */
  let onDisk: LanguageService | undefined;
  let savedHost: { readonly uri: string; readonly text: string } | undefined;
  /** Sees a commit: the one that the last document was compared with. */
  let committed: CommittedState | undefined;
  const savedText = async (uri: string) => {
    const text = await host.readText(uri, maxSavedLength);
    return typeof text === "string" ? text : undefined;
  };
  const states: Readonly<Record<Since, (uri: string) => Promise<DocumentClusters | undefined>>> = {
    async saved(uri) {
      onDisk ??= createLanguageService(host, loadPki);
      await onDisk.refresh();
      onDisk.settings = service.settings;
      const text = await savedText(uri);
      const language = toHostLanguage(documents.get(uri)?.source?.language ?? "");
      if (savedHost && (savedHost.uri !== uri || savedHost.text !== text)) {
        onDisk.close(savedHost.uri);
        savedHost = undefined;
      }
      if (language && text !== undefined && !savedHost) {
        onDisk.open(new SourceDocument(uri, language, 1, text));
        savedHost = { uri, text };
      }
      return readClusters(onDisk, uri, text);
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
        const language =
          documents.get(own)?.source?.language ?? languageOfPath(own) ?? hostLanguageOfPath(own);
        if (!language || texts.get(own) === text) continue;
        texts.set(own, text);
        inCommit.open(new SourceDocument(own, language, texts.size, text));
      }
      return readClusters(inCommit, uri, texts.get(uri));
    },
  };
  const compare = async (
    uri: string,
    since: Since,
    after: DocumentClusters,
  ): Promise<readonly ComparedCluster[]> => {
    const before = after.clusters.length > 0 ? await states[since](uri) : undefined;
    return before ? compareClusters(before, after) : [];
  };
  connection.onCodeLens(({ textDocument }, token) =>
    guard<CodeLens[]>(connection, "code lenses", [], token, async () => {
      const source = documents.get(textDocument.uri)?.source;
      const isHost = toHostLanguage(source?.language ?? "") !== undefined;
      if (!source || !(isHost || (source.language === "pg-hba" && source.lines.length <= maxLensLines)))
        return [];
      const text = source.lines.join("");
      const after = await readClusters(service, source.uri, text);
      const records = after.clusters.reduce((sum, { state }) => sum + state.facts.records.length, 0);
      if (after.clusters.length === 0 || (isHost && records > maxLensLines)) return [];
      const saved = await savedText(source.uri);
      if (saved === undefined) return [];
      const since = text === saved ? "committed" : "saved";
      // While a record is half typed, the finding on it says that the server does not load the file.
      const clusters = after.clusters.filter(({ state }) => !state.fault);
      const compared = clusters.length > 0 ? await compare(source.uri, since, after) : [];
      const last = source.lines.length - 1;
      return compared.flatMap(({ name, isLoaded, changes, place }) => {
        const [first] = changes;
        if (!first || !isLoaded) return [];
        const lines = changes.flatMap(({ place: at }) => (at?.uri === source.uri ? [at.line] : []));
        const fallback = place.uri === source.uri && isHost ? place.line : last;
        const line = Math.min(...(lines.length > 0 ? lines : [fallback]), last);
        const more = changes.length > 1 ? ` (and ${changes.length - 1} more)` : "";
        const of = name === undefined ? "" : `${name}: `;
        const title = editorText(`${titleOf(since, isHost)}: ${of}${first.summary}${more}`);
        const command = server.given.opensPages ? "pgssl.showConnectionChanges" : "";
        return [
          {
            range: toRange(source.lines, line, { start: 0, end: 0 }),
            command: { title, command, arguments: [textDocument.uri] },
          },
        ];
      });
    }),
  );
  connection.onRequest(connectionChangesRequest, ({ uri, since }: ConnectionChangesQuestion, token) =>
    guard<ConnectionChangeAnswer[]>(connection, "connection changes", [], token, async () => {
      const own = normalizeUri(uri);
      const after = await readClusters(service, own, documents.get(uri)?.source?.lines.join(""));
      const compared = await compare(own, since, after);
      return compared.flatMap(({ name, changes }) =>
        changes.map(({ effect, summary, reason, place }) => {
          const words = [reason, place?.addedBy && `By a record of ${place.addedBy}.`].filter((text) => text);
          return {
            effect,
            summary,
            ...(words.length > 0 && { reason: words.join(" ") }),
            ...(name !== undefined && { cluster: name }),
            ...(place && { place: { uri: place.uri, line: place.line } }),
          };
        }),
      );
    }),
  );
}
