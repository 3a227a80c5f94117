import type { FileFacts } from "../../cluster/cluster.ts";
import type { AnyDocument, ClientDocument } from "../../cluster/sourceDocument.ts";
import { folderOf, resolvePath } from "../../cluster/uris.ts";
import type { Workspace } from "../../gather/workspace.ts";
import type { OfferedFix } from "../../model/diagnostic.ts";
import { toClientLanguage } from "../../model/language.ts";
import type { LanguageService } from "../languageService.ts";
import { clientCompletion, clientFolding, clientHover, clientSymbols, namedPaths } from "./clientAnswers.ts";
import {
  assumedLibpq,
  type ClientFinding,
  type ClientState,
  checkClientDocument,
  placeOf,
  readClientDocument,
} from "./clientDocument.ts";

/** A service that also answers about files of libpq's clients: service files and password files, which belong to no cluster. */
export function withClientFiles(inner: LanguageService, workspace: Workspace): LanguageService {
  const documents = new Map<string, ClientDocument>();
  const isClient = (uri: string) => documents.has(uri);
  const stateOf = (uri: string): ClientState | undefined => {
    const document = documents.get(uri);
    return document && readClientDocument(document, workspace.settings);
  };
  const check = async (uri: string): Promise<readonly ClientFinding[]> => {
    const state = stateOf(uri);
    if (!state) return [];
    const { trusted, pathMappings } = workspace.settings;
    const own = await workspace.file(uri, false);
    const files = new Map<string, FileFacts>();
    if (trusted)
      for (const path of namedPaths(state))
        files.set(path, await workspace.file(resolvePath(path, folderOf(uri), pathMappings), true));
    const now = stateOf(uri);
    return now ? checkClientDocument(now, { own, files, now: workspace.now() }, workspace.settings) : [];
  };
  const answer = async <Answer>(
    uri: string,
    of: (state: ClientState) => Answer,
  ): Promise<Answer | undefined> => {
    const state = stateOf(uri);
    return state && of(state);
  };
  const fixes = async (uri: string, firstLine: number, lastLine: number): Promise<readonly OfferedFix[]> => {
    const found = await check(uri);
    const state = stateOf(uri);
    if (!state) return [];
    return found
      .filter(({ diagnostic: { line } }) => firstLine <= line && line <= lastLine)
      .flatMap(({ diagnostic, fixes }) =>
        fixes.map(({ edit, ...fix }) => ({
          ...fix,
          diagnostic,
          ...(edit && {
            edits: [{ place: { uri, ...placeOf(state, edit.span) }, newText: edit.newText }],
          }),
        })),
      );
  };
  return {
    ...inner,
    get settings() {
      return inner.settings;
    },
    set settings(given) {
      inner.settings = given;
    },
    open(document: AnyDocument) {
      if (toClientLanguage(document.language)) documents.set(document.uri, document as ClientDocument);
      else inner.open(document);
    },
    close(uri) {
      if (!documents.delete(uri)) inner.close(uri);
    },
    get openUris() {
      return [...inner.openUris, ...documents.keys()];
    },
    document: async (uri, language) => documents.get(uri) ?? inner.document(uri, language),
    knownDocuments: async () => [...(await inner.knownDocuments()), ...documents.keys()],
    diagnose: async (uri) =>
      isClient(uri) ? (await check(uri)).map(({ diagnostic }) => diagnostic) : inner.diagnose(uri),
    fixes: (uri, firstLine, lastLine) =>
      isClient(uri) ? fixes(uri, firstLine, lastLine) : inner.fixes(uri, firstLine, lastLine),
    hover: (uri, position) =>
      isClient(uri) ? answer(uri, (state) => clientHover(state, position)) : inner.hover(uri, position),
    complete: (uri, position) =>
      isClient(uri)
        ? answer(uri, (state) => clientCompletion(state, position))
        : inner.complete(uri, position),
    symbols: (uri) => (isClient(uri) ? answer(uri, clientSymbols) : inner.symbols(uri)),
    foldingRanges: (uri) => (isClient(uri) ? answer(uri, clientFolding) : inner.foldingRanges(uri)),
    members: (uri) => (isClient(uri) ? [uri] : inner.members(uri)),
    suppressions: async (uri, ...lines) => (isClient(uri) ? [] : inner.suppressions(uri, ...lines)),
    safeEdits: async (uri) => (isClient(uri) ? [] : inner.safeEdits(uri)),
    format: async (uri, range) => (isClient(uri) ? undefined : inner.format(uri, range)),
    formatLine: async (uri, line) => (isClient(uri) ? undefined : inner.formatLine(uri, line)),
    async summary(uri) {
      const state = stateOf(uri);
      if (!state) return inner.summary(uri);
      const { serverPlatform } = workspace.settings;
      return { serverPlatform, serverVersion: { value: state.version, reason: assumedLibpq }, members: [] };
    },
    snapshot: async (uri) => (isClient(uri) ? undefined : inner.snapshot(uri)),
    hbaRecords: async (uri) => (isClient(uri) ? undefined : inner.hbaRecords(uri)),
    explain: async (uri, client) => (isClient(uri) ? undefined : inner.explain(uri, client)),
    explainString: async (uri, ...rest) => (isClient(uri) ? undefined : inner.explainString(uri, ...rest)),
    connectionState: async (uri) => (isClient(uri) ? undefined : inner.connectionState(uri)),
    outcome: async (uri) => (isClient(uri) ? undefined : inner.outcome(uri)),
    inlayHints: async (uri, ...lines) => (isClient(uri) ? undefined : inner.inlayHints(uri, ...lines)),
    links: async (uri) => (isClient(uri) ? undefined : inner.links(uri)),
    selectionSpans: async (uri, at) => (isClient(uri) ? undefined : inner.selectionSpans(uri, at)),
    semanticTokens: async (uri, ...lines) =>
      isClient(uri) ? undefined : inner.semanticTokens(uri, ...lines),
    definition: async (uri, at) => (isClient(uri) ? undefined : inner.definition(uri, at)),
    references: async (uri, at) => (isClient(uri) ? undefined : inner.references(uri, at)),
    renamable: async (uri, at) => (isClient(uri) ? undefined : inner.renamable(uri, at)),
    rename: async (uri, at, name) => (isClient(uri) ? undefined : inner.rename(uri, at, name)),
    clusters: (uris) => inner.clusters(uris.filter((uri) => !isClient(uri))),
  };
}
