import { Checker, type Findings } from "./check/checker.ts";
import { authFileUri } from "./cluster/authFileUri.ts";
import type { GivenSettings, ProjectSettings } from "./cluster/projectSettings.ts";
import type { Snapshot } from "./cluster/snapshot.ts";
import { SourceDocument } from "./cluster/sourceDocument.ts";
import { pathOf } from "./cluster/uris.ts";
import { withClientFiles } from "./features/clientFiles/withClientFiles.ts";
import { complete, documentationOf, wantedForCompletion } from "./features/complete/complete.ts";
import { conceal } from "./features/conceal.ts";
import { explainConnection, hbaUriOf } from "./features/connect/explainConnection.ts";
import { explainString } from "./features/connect/explainString.ts";
import { readRecords } from "./features/connect/readRecords.ts";
import { compareStates, readState } from "./features/difference/readState.ts";
import { withEmbedded } from "./features/embedded/withEmbedded.ts";
import { expiriesOf } from "./features/expiries.ts";
import { findFixes, safeEdits, wantedForFixes } from "./features/fix.ts";
import { foldingRanges } from "./features/folding.ts";
import { format, formatLine } from "./features/format/format.ts";
import { hover, wantedForHover } from "./features/hover/hover.ts";
import { hoverPem } from "./features/hover/hoverPem.ts";
import { inlayHints } from "./features/inlayHints.ts";
import type { ClusterSummary, LanguageService } from "./features/languageService.ts";
import { links, wantedForLinks } from "./features/links.ts";
import { definition, references, wantedForDefinition } from "./features/navigate/navigate.ts";
import { movedFile, renamable, rename, wantedForMove } from "./features/navigate/rename.ts";
import { outcomeOf } from "./features/outcome.ts";
import { withPgBouncer } from "./features/pgbouncer/withPgBouncer.ts";
import { selectionSpans } from "./features/selectionSpans.ts";
import { semanticTokens } from "./features/semanticTokens.ts";
import { withStandbys } from "./features/standby/withStandbys.ts";
import { withStrings } from "./features/strings/withStrings.ts";
import { suppressions } from "./features/suppress.ts";
import { symbols } from "./features/symbols.ts";
import { clusterTree } from "./features/tree/clusterTree.ts";
import { type CheckedCluster, viewFile, viewPem } from "./features/view/viewFile.ts";
import type { Wanted } from "./gather/wanted.ts";
import { mainFileCandidates, Workspace } from "./gather/workspace.ts";
import type { Host } from "./host.ts";
import type { LoadPki, PemFile } from "./pki.ts";
import type { HbaRecord } from "./syntax/hba/hbaRecord.ts";

export { holdsConfiguration } from "./carriers/embed.ts";
export { holdsStrings } from "./carriers/strings/findStrings.ts";
export { matchingOf, traits } from "./cluster/access/matching.ts";
export { type Cluster, namedFiles } from "./cluster/cluster.ts";
export type { GivenSettings, ProjectSettings } from "./cluster/projectSettings.ts";
export { readGivenSettings } from "./cluster/readGivenSettings.ts";
export { otherLanguageOf } from "./cluster/readingKey.ts";
export { maxSize as maxFileSize } from "./cluster/readLimits.ts";
export { type Records, recordLine } from "./cluster/records.ts";
export type { SettingsFile } from "./cluster/settingsFile.ts";
export type { Snapshot } from "./cluster/snapshot.ts";
export type { AnyDocument, ClientDocument, HostDocument } from "./cluster/sourceDocument.ts";
export { isAbsolutePath, parseUri, pathOf } from "./cluster/uris.ts";
export { activationAfterChange, activationOf } from "./features/activation.ts";
export { applyEdits } from "./features/applyEdits.ts";
export type { Client, ConnectionDecision } from "./features/connect/connection.ts";
export type { OrderedRecord } from "./features/connect/readRecords.ts";
export { blockFacts } from "./features/describe/blockFacts.ts";
export { shortName } from "./features/describe/describeName.ts";
export { certificatesOf, formInWords } from "./features/describe/describePem.ts";
export { factInWords } from "./features/describe/fact.ts";
export { reloadInWords } from "./features/describe/reloadInWords.ts";
export { distanceInWords } from "./features/describe/timeInWords.ts";
export { describeRule, ruleIds } from "./features/describeRule.ts";
export type { ConnectionState } from "./features/difference/readState.ts";
export { excerptOf } from "./features/excerpt.ts";
export type { LanguageService, StringDecision } from "./features/languageService.ts";
export { placeEdits } from "./features/placeNewLine.ts";
export { placeRecords } from "./features/placeRecords.ts";
export { checkServed, checkTrust, compareServed, type ServedFacts } from "./features/served/checkServed.ts";
export { clientViews } from "./features/served/clientViews.ts";
export {
  decideSessions,
  isNamedRecord,
  type SessionDecision,
  unusedRecords,
} from "./features/sessions/decideSessions.ts";
export { type LogForm, LogReader } from "./features/sessions/logReader.ts";
export { readActivity, sessionOfRow } from "./features/sessions/readActivity.ts";
export { type CountedSession, isoTime, SessionTable } from "./features/sessions/sessionTable.ts";
export { isBelow } from "./gather/access.ts";
export type { Host } from "./host.ts";
export type { OfferedFix } from "./model/diagnostic.ts";
export {
  type ClientLanguage,
  clientLanguageOfPath,
  type HostLanguage,
  hostLanguageOfPath,
  isForeignText,
  type Language,
  languageOfPath,
  languageOfText,
  toClientLanguage,
  toHostLanguage,
  toLanguage,
} from "./model/language.ts";
export type { LoadPki, Pki } from "./pki.ts";
export { changeSetting } from "./ruleKit/settingFix.ts";
export { shellWord } from "./ruleKit/shell.ts";
export { scanAuthLine } from "./syntax/authLine.ts";
export { lastOfEach } from "./syntax/connection/connectionString.ts";
export { readConnectionString } from "./syntax/connection/readConnectionString.ts";
export { readPassFile } from "./syntax/connection/readPassFile.ts";
export type { HbaRecord } from "./syntax/hba/hbaRecord.ts";
export { quoteAuth, writeAuth, writeConf } from "./syntax/quote.ts";
export { readServices } from "./syntax/serviceFile.ts";
export { isAuthority, isSelfSigned } from "./x509/authority.ts";
export { chainFrom } from "./x509/certificateChain.ts";
export { findIssuer, isIssuer, type Signed } from "./x509/issuer.ts";
export { rememberSignatures } from "./x509/rememberSignatures.ts";
export { authFileUri, compareStates, SourceDocument };

/** Milliseconds after which certificates are looked at again, since days pass. */
const hour = 3_600_000;

/** Documents whose clusters are shown as trees at the most. */
const maxClusters = 100;

/** Closed documents whose clusters stay known. */
const maxClosed = 50;

/**
 * Makes a language service that sees files through `host` and X.509 through what `loadPki` gives. `findClusters` has the main files of
 * clusters that a standby may have as its primary, beside those that are open or shown.
 */
export function createLanguageService(
  host: Host,
  loadPki: LoadPki,
  findClusters?: () => Promise<readonly string[]>,
): LanguageService {
  const workspace = new Workspace(host, loadPki);
  const plain = withStandbys(createPlainService(host, workspace, loadPki), workspace, findClusters);
  const embedded = withEmbedded(plain, workspace);
  return withPgBouncer(withClientFiles(withStrings(embedded, workspace), workspace), workspace);
}

/** The service for documents of our languages. */
function createPlainService(host: Host, workspace: Workspace, loadPki: LoadPki): LanguageService {
  const checker = new Checker();
  let lookedAt = host.now();
  /** The documents whose clusters were shown last: one of these may name a file that is looked at. */
  let shown: readonly string[] = [];
  /** Documents that were closed, the last ones at the end: closing one does not remove its cluster. */
  const closed = new Set<string>();
  const known = () => [...workspace.documents.openUris, ...shown, ...closed];
  /** Gathers, then answers: what an answer needs beside the configuration is in the snapshot before it is computed. */
  const answer = async <Answer>(
    uri: string,
    of: (snapshot: Snapshot, findings: Findings) => Answer,
    wanted?: (snapshot: Snapshot, findings: Findings) => Wanted,
  ): Promise<Answer | undefined> => {
    const snapshot = await workspace.snapshot(uri, wanted && ((now) => wanted(now, checker.check(now))));
    return snapshot && of(snapshot, checker.check(snapshot));
  };
  /** The same for what people see: without words that may not be shown; nothing of a document that is not the user's. */
  const shownAnswer = <Answer>(
    uri: string,
    of: (snapshot: Snapshot, findings: Findings) => Answer,
    wanted?: (snapshot: Snapshot, findings: Findings) => Wanted,
  ): Promise<Answer | undefined> =>
    answer(
      uri,
      (snapshot, findings) =>
        snapshot.hidden.isForeign(uri) ? undefined : conceal(of(snapshot, findings), snapshot.hidden),
      wanted,
    );
  /** The clusters that documents belong to, each once. */
  const clustersOf = async (uris: Iterable<string>): Promise<readonly CheckedCluster[]> => {
    const clusters = new Map<string, CheckedCluster>();
    for (const uri of new Set(uris)) {
      if (clusters.size === maxClusters) break;
      const snapshot = await workspace.snapshot(uri);
      if (snapshot && !clusters.has(snapshot.key))
        clusters.set(snapshot.key, { snapshot, findings: checker.check(snapshot) });
    }
    return [...clusters.values()];
  };
  const hbaOf = async (uri: string) =>
    (await answer(uri, hbaUriOf)) ?? authFileUri("pg-hba", uri, undefined, {});
  const explain: LanguageService["explain"] = async (uri, client) =>
    answer(await hbaOf(uri), (snapshot, findings) =>
      conceal(explainConnection(snapshot, findings, client), snapshot.hidden),
    );
  const readPem = async (uri: string): Promise<PemFile | undefined> =>
    (await workspace.file(uri, workspace.settings.trusted)).pem;
  return {
    get settings(): ProjectSettings {
      return workspace.settings;
    },
    set settings(given: GivenSettings) {
      workspace.settings = given;
    },
    open: (document) => workspace.documents.open(document as SourceDocument),
    close(uri) {
      workspace.close(uri);
      closed.delete(uri);
      closed.add(uri);
      for (const oldest of closed) if (closed.size > maxClosed) closed.delete(oldest);
    },
    get openUris() {
      return workspace.documents.openUris;
    },
    async refresh(part) {
      const changed = await workspace.refresh(part);
      if (Math.floor(host.now() / hour) === Math.floor(lookedAt / hour)) return changed;
      lookedAt = host.now();
      workspace.forget();
      return true;
    },
    members: (uri) => workspace.members(uri),
    document: (uri, language) => workspace.documents.load(uri, language),
    snapshot: (uri) => workspace.snapshot(uri),
    settingsFile: async (uri) => workspace.settingsFile(uri),
    async knownDocuments() {
      const clusters = await clustersOf(known());
      return [...new Set(clusters.flatMap(({ snapshot }) => [...snapshot.members.keys()]))];
    },
    diagnose: (uri) => answer(uri, (_, findings) => findings.shown(uri)),
    hover: (uri, position) =>
      shownAnswer(
        uri,
        (snapshot, findings) => hover(snapshot, findings, position),
        (snapshot) => wantedForHover(snapshot, position),
      ),
    async hoverPem(uri, line) {
      const file = await readPem(uri);
      return file && hoverPem(file, line, host.now(), workspace.pki);
    },
    certificates: async (uri) => (await readPem(uri))?.blocks.flatMap(({ certificate }) => certificate ?? []),
    complete: (uri, position) =>
      shownAnswer(
        uri,
        (snapshot) => complete(snapshot, position),
        (snapshot) => wantedForCompletion(snapshot, position),
      ),
    documentationOf,
    fixes: async (uri, firstLine, lastLine) =>
      (await answer(
        uri,
        (snapshot, findings) => findFixes(snapshot, findings, firstLine, lastLine),
        (snapshot, findings) => wantedForFixes(snapshot, findings, firstLine, lastLine),
      )) ?? [],
    suppressions: async (uri, firstLine, lastLine) =>
      (await answer(uri, (snapshot, findings) => suppressions(snapshot, findings, firstLine, lastLine))) ??
      [],
    safeEdits: (uri) => answer(uri, safeEdits),
    format: (uri, range) => answer(uri, (snapshot) => ownOnly(snapshot, () => format(snapshot, range))),
    formatLine: (uri, line) => answer(uri, (snapshot) => ownOnly(snapshot, () => formatLine(snapshot, line))),
    summary: (uri) => answer(uri, summarize),
    hbaRecords: (uri) =>
      answer(uri, (snapshot) =>
        snapshot.records.document.language === "pg-hba" ? readRecords<HbaRecord>(snapshot, uri) : undefined,
      ),
    explain,
    explainPgBouncer: async () => undefined, // `withPgBouncer` answers
    explainString: (uri, text, address) => explainString(uri, text, address, { workspace, explain }),
    connectionState: async (uri) => answer(await hbaOf(uri), readState),
    async causes(text, uri) {
      const { messageCauses } = await import("./features/why/messageCauses.ts"); // seldom needed, and much text
      const found =
        (uri !== undefined &&
          (await answer(uri, (snapshot, findings) => messageCauses(text, snapshot, findings)))) ||
        messageCauses(text);
      return Promise.all(
        found.map(async ({ cause, client }) => {
          const decided = client && uri !== undefined ? await explain(uri, client) : undefined;
          if (!decided) return cause;
          const { admitted = null, reason, line: place } = decided;
          const decision = {
            admitted,
            reason,
            ...(place && { place: { uri: place.uri, line: place.line } }),
          };
          return { ...cause, decision };
        }),
      );
    },
    async clusters(uris) {
      shown = [...uris];
      return (await clustersOf(known()))
        .map(({ snapshot, findings }) => conceal(clusterTree(snapshot, findings), snapshot.hidden))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    },
    async viewFile(uri) {
      const { settings } = workspace;
      const clusters = await clustersOf([...mainFileCandidates(uri), ...known()]);
      const file = await workspace.file(uri, settings.trusted);
      const view = viewFile(uri, file, clusters, settings, workspace.pki, workspace.now());
      return clusters.reduce((shown, { snapshot }) => conceal(shown, snapshot.hidden), view);
    },
    viewPem: async (bytes) => viewPem(bytes, workspace.settings, await loadPki(), workspace.now()),
    expiries: (uri) => answer(uri, expiriesOf),
    outcome: (uri) => answer(uri, outcomeOf),
    inlayHints: (uri, firstLine, lastLine) =>
      shownAnswer(uri, (snapshot) => inlayHints(snapshot, firstLine, lastLine)),
    links: (uri) => shownAnswer(uri, links, wantedForLinks),
    symbols: (uri) => shownAnswer(uri, symbols),
    selectionSpans: (uri, position) =>
      answer(uri, (snapshot) => ownOnly(snapshot, () => selectionSpans(snapshot, position))),
    semanticTokens: (uri, firstLine, lastLine) =>
      answer(uri, (snapshot, findings) =>
        ownOnly(snapshot, () => semanticTokens(snapshot, findings, firstLine, lastLine)),
      ),
    foldingRanges: (uri) => answer(uri, ({ records }) => foldingRanges(records)),
    definition: (uri, position) =>
      answer(
        uri,
        (snapshot) => definition(snapshot, position),
        (snapshot) => wantedForDefinition(snapshot, position),
      ),
    references: (uri, position) => answer(uri, (snapshot) => references(snapshot, position)),
    renamable: (uri, position) => shownAnswer(uri, (snapshot) => renamable(snapshot, position)),
    rename: (uri, position, newName) => answer(uri, (snapshot) => rename(snapshot, position, newName)),
    movedFile: (uri, position, newName) =>
      answer(
        uri,
        (snapshot) => movedFile(snapshot, position, newName),
        (snapshot) => wantedForMove(snapshot, position, newName),
      ),
  };
}

/** Nothing of a document that is not the user's: its blanks say something about its words. */
function ownOnly<Answer>({ hidden, records }: Snapshot, of: () => Answer): Answer | undefined {
  return hidden.isForeign(records.document.uri) ? undefined : of();
}

function summarize({ cluster, context, members }: Snapshot): ClusterSummary {
  const { mainFile, serverVersionReason, dataDirectory, serverPlatform } = cluster;
  return {
    ...(mainFile && { mainFile }),
    serverPlatform,
    serverVersion: { value: context.serverVersion, reason: serverVersionReason },
    ...(dataDirectory && { dataDirectory: { ...dataDirectory, value: pathOf(dataDirectory.value) } }),
    members: [...members].map(([uri, { document }]) => ({ uri, language: document.language })),
  };
}
