import type { PgBouncer } from "../../cluster/pgbouncer.ts";
import type { AnyDocument, ClientDocument, LinePosition } from "../../cluster/sourceDocument.ts";
import type { Workspace } from "../../gather/workspace.ts";
import type { Diagnostic, OfferedFix } from "../../model/diagnostic.ts";
import { newestServerVersion } from "../../model/serverVersion.ts";
import type { LanguageService } from "../languageService.ts";
import { checkPgBouncer, type PgBouncerFinding } from "./checkPgBouncer.ts";
import { findByRecords, findPgBouncer, sourcesOf } from "./findPgBouncer.ts";
import { formatPgBouncer } from "./formatPgBouncer.ts";
import { pgbouncerCompletion } from "./pgbouncerCompletion.ts";
import { pgbouncerHover } from "./pgbouncerHover.ts";
import { pgbouncerFolding, pgbouncerLinks, pgbouncerSymbols, pgbouncerTokens } from "./pgbouncerOutline.ts";

/** A service that also answers about PgBouncer's files: its configuration, and the records and maps that this names. */
export function withPgBouncer(inner: LanguageService, workspace: Workspace): LanguageService {
  const documents = new Map<string, ClientDocument>();
  const isOwn = (uri: string) => documents.has(uri);
  const sources = () => sourcesOf(workspace, documents);
  /** The configuration of which a file is a part, and whether it is read by PgBouncer alone. */
  const find = async (uri: string): Promise<PgBouncer | undefined> => {
    if (isOwn(uri)) return findPgBouncer(uri, sources());
    const document = workspace.documents.loaded(uri) ?? (await inner.document(uri));
    if (document?.language !== "pg-hba" && document?.language !== "pg-ident") return undefined;
    return findByRecords(uri, sources(), documents);
  };
  const isServers = async (uri: string) => (await inner.snapshot(uri))?.cluster.mainFile !== undefined;
  const check = async (uri: string): Promise<readonly PgBouncerFinding[] | undefined> => {
    const found = await find(uri);
    return found && checkPgBouncer(found, uri, workspace.settings);
  };
  const answer = async <Answer>(
    uri: string,
    of: (pgbouncer: PgBouncer) => Answer,
  ): Promise<Answer | undefined> => {
    const found = await find(uri);
    return found && of(found);
  };
  /** An answer about records in the server's dialect, where PgBouncer does not read them. */
  const ofServer = async <Answer>(uri: string, get: () => Promise<Answer>): Promise<Answer | undefined> =>
    (await find(uri)) && !(await isServers(uri)) ? undefined : get();
  const diagnose = async (uri: string): Promise<readonly Diagnostic[] | undefined> => {
    const found = await check(uri);
    const own = found?.map(({ diagnostic }) => diagnostic);
    if (isOwn(uri) || (own && !(await isServers(uri)))) return own ?? [];
    const others = await inner.diagnose(uri);
    return own && others ? [...others, ...own].sort((a, b) => a.line - b.line) : others;
  };
  const fixes = async (uri: string, first: number, last: number): Promise<readonly OfferedFix[]> => {
    const found = (await check(uri)) ?? [];
    const own = found
      .filter(({ diagnostic: { line } }) => first <= line && line <= last)
      .flatMap(({ diagnostic, fixes }) => fixes.map((fix) => ({ ...fix, diagnostic })));
    if (isOwn(uri) || (found.length > 0 && !(await isServers(uri)))) return own;
    return [...own, ...((await ofServer(uri, () => inner.fixes(uri, first, last))) ?? [])];
  };
  const nothing = async () => undefined;
  return {
    ...inner,
    get settings() {
      return inner.settings;
    },
    set settings(given) {
      inner.settings = given;
    },
    open(document: AnyDocument) {
      if (document.language === "pgbouncer") documents.set(document.uri, document as ClientDocument);
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
    members: (uri) => (isOwn(uri) ? [uri] : inner.members(uri)),
    diagnose,
    fixes,
    hover: (uri, position: LinePosition) =>
      isOwn(uri)
        ? answer(uri, (found) => pgbouncerHover(found, uri, position))
        : ofServer(uri, () => inner.hover(uri, position)),
    complete: (uri, position) =>
      isOwn(uri)
        ? answer(uri, (found) => pgbouncerCompletion(found, uri, position))
        : ofServer(uri, () => inner.complete(uri, position)),
    symbols: (uri) =>
      isOwn(uri) ? answer(uri, (found) => pgbouncerSymbols(found, uri)) : inner.symbols(uri),
    foldingRanges: (uri) =>
      isOwn(uri) ? answer(uri, (found) => pgbouncerFolding(found, uri)) : inner.foldingRanges(uri),
    links: (uri) =>
      isOwn(uri)
        ? answer(uri, (found) => pgbouncerLinks(found, uri, workspace.settings.pathMappings))
        : inner.links(uri),
    semanticTokens: (uri, ...lines) =>
      isOwn(uri)
        ? answer(uri, (found) => pgbouncerTokens(found, uri, ...lines))
        : inner.semanticTokens(uri, ...lines),
    format: (uri, range) =>
      isOwn(uri) ? answer(uri, (found) => formatPgBouncer(found, uri, range)) : inner.format(uri, range),
    formatLine: (uri, line) => (isOwn(uri) ? nothing() : inner.formatLine(uri, line)),
    suppressions: async (uri, ...lines) => (isOwn(uri) ? [] : inner.suppressions(uri, ...lines)),
    safeEdits: (uri) => (isOwn(uri) ? nothing() : ofServer(uri, () => inner.safeEdits(uri))),
    async summary(uri) {
      if (!isOwn(uri)) return inner.summary(uri);
      const { serverPlatform } = workspace.settings;
      const reason = "PgBouncer's files have no version of PostgreSQL";
      return { serverPlatform, serverVersion: { value: newestServerVersion, reason }, members: [] };
    },
    snapshot: (uri) => (isOwn(uri) ? nothing() : inner.snapshot(uri)),
    hbaRecords: (uri) => (isOwn(uri) ? nothing() : inner.hbaRecords(uri)),
    explain: (uri, client) => (isOwn(uri) ? nothing() : inner.explain(uri, client)),
    explainString: (uri, ...rest) => (isOwn(uri) ? nothing() : inner.explainString(uri, ...rest)),
    connectionState: (uri) => (isOwn(uri) ? nothing() : inner.connectionState(uri)),
    outcome: (uri) => (isOwn(uri) ? nothing() : inner.outcome(uri)),
    inlayHints: (uri, ...lines) => (isOwn(uri) ? nothing() : inner.inlayHints(uri, ...lines)),
    selectionSpans: (uri, at) => (isOwn(uri) ? nothing() : inner.selectionSpans(uri, at)),
    definition: (uri, at) => (isOwn(uri) ? nothing() : inner.definition(uri, at)),
    references: (uri, at) => (isOwn(uri) ? nothing() : inner.references(uri, at)),
    renamable: (uri, at) => (isOwn(uri) ? nothing() : inner.renamable(uri, at)),
    rename: (uri, at, name) => (isOwn(uri) ? nothing() : inner.rename(uri, at, name)),
    clusters: (uris) => inner.clusters(uris.filter((uri) => !isOwn(uri))),
  };
}
