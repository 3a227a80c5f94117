import type { FileFacts } from "../../cluster/cluster.ts";
import type { ClientDocument } from "../../cluster/sourceDocument.ts";
import { childOf, folderOf, resolvePath } from "../../cluster/uris.ts";
import type { Workspace } from "../../gather/workspace.ts";
import type { OfferedFix } from "../../model/diagnostic.ts";
import { toClientLanguage } from "../../model/language.ts";
import { splitLines } from "../../model/lines.ts";
import { OpenDocuments, withKind } from "../documentKind.ts";
import type { LanguageService } from "../languageService.ts";
import { silencingComments } from "../suppress.ts";
import { clientCompletion, clientFolding, clientHover, clientSymbols, namedPaths } from "./clientAnswers.ts";
import {
  assumedLibpq,
  type ClientFinding,
  type ClientState,
  checkClientDocument,
  placeOf,
  readClientDocument,
} from "./clientDocument.ts";
import { clientTokens } from "./clientTokens.ts";
import { formatServiceFile } from "./formatServiceFile.ts";

/** A service that also answers about files of libpq's clients: service files and password files, which belong to no cluster. */
export function withClientFiles(inner: LanguageService, workspace: Workspace): LanguageService {
  const documents = new OpenDocuments<ClientDocument>(
    ({ language }) => toClientLanguage(language) !== undefined,
  );
  const stateOf = (uri: string): ClientState | undefined => {
    const document = documents.document(uri);
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
    const serviceLines = state.document.language === "pgpass" ? await serviceLinesBeside(uri) : undefined;
    const now = stateOf(uri);
    const facts = { own, files, serviceLines, now: workspace.now() };
    return now ? checkClientDocument(now, facts, workspace.settings) : [];
  };
  const serviceLinesBeside = async (uri: string): Promise<readonly string[] | undefined> => {
    const beside = childOf(folderOf(uri), ".pg_service.conf");
    const open = documents.document(beside);
    if (open) return open.lines;
    const found = workspace.settings.trusted ? await workspace.text(beside) : undefined;
    return found && "text" in found ? splitLines(found.text) : undefined;
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
  const suppressions = async (uri: string, firstLine: number, lastLine: number) => {
    const found = (await check(uri)).map(({ diagnostic }) => diagnostic);
    const state = stateOf(uri);
    if (!state) return [];
    const { lines, document } = state;
    const text = { lines, marked: [...lines.keys()], mayIndent: document.language === "pg-service" };
    return silencingComments(
      text,
      found.filter(({ line }) => firstLine <= line && line <= lastLine),
    );
  };
  return withKind(inner, documents, {
    diagnose: async (uri) => (await check(uri)).map(({ diagnostic }) => diagnostic),
    fixes,
    suppressions,
    format: (uri, range) => answer(uri, (state) => formatServiceFile(state, range)),
    semanticTokens: (uri, ...lines) => answer(uri, (state) => clientTokens(state, ...lines)),
    hover: (uri, position) => answer(uri, (state) => clientHover(state, position)),
    complete: (uri, position) => answer(uri, (state) => clientCompletion(state, position)),
    symbols: (uri) => answer(uri, clientSymbols),
    foldingRanges: (uri) => answer(uri, clientFolding),
    summary: (uri) =>
      answer(uri, ({ version }) => ({
        serverPlatform: workspace.settings.serverPlatform,
        serverVersion: { value: version, reason: assumedLibpq },
        members: [],
      })),
  });
}
