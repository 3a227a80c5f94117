import { Checker, type Findings } from "../check/checker.ts";
import { authFileUri } from "../cluster/authFileUri.ts";
import type { GivenSettings, ProjectSettings } from "../cluster/projectSettings.ts";
import type { Snapshot } from "../cluster/snapshot.ts";
import type { SourceDocument } from "../cluster/sourceDocument.ts";
import { embeddedScheme, pathOf } from "../cluster/uris.ts";
import type { Wanted } from "../gather/wanted.ts";
import { mainFileCandidates, type Workspace } from "../gather/workspace.ts";
import type { Host } from "../host.ts";
import type { LoadPki, PemFile } from "../pki.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";
import { complete, documentationOf, wantedForCompletion } from "./complete/complete.ts";
import { conceal } from "./conceal.ts";
import { explainConnection, hbaUriOf } from "./connect/explainConnection.ts";
import { explainString } from "./connect/explainString.ts";
import { orderedRecords } from "./connect/orderedRecords.ts";
import { readState } from "./difference/readState.ts";
import { excerptOf } from "./excerpt.ts";
import { expiriesOf } from "./expiries.ts";
import { findFixes, safeEdits, wantedForFixes } from "./fix.ts";
import { foldingRanges } from "./folding.ts";
import { format, formatLine } from "./format/format.ts";
import { hover, wantedForHover } from "./hover/hover.ts";
import { hoverPem } from "./hover/hoverPem.ts";
import { inlayHints } from "./inlayHints.ts";
import type { ClusterSummary, LanguageService } from "./languageService.ts";
import { links, wantedForLinks } from "./links.ts";
import { definition, references, wantedForDefinition } from "./navigate/navigate.ts";
import { movedFile, renamable, rename, wantedForMove } from "./navigate/rename.ts";
import { outcomeOf } from "./outcome.ts";
import { selectionSpans } from "./selectionSpans.ts";
import { semanticTokens } from "./semanticTokens.ts";
import { suppressions } from "./suppress.ts";
import { symbols } from "./symbols.ts";
import { clusterTree } from "./tree/clusterTree.ts";
import { type CheckedCluster, viewFile, viewPem } from "./view/viewFile.ts";

/** Milliseconds after which certificates are looked at again, since days pass. */
const hour = 3_600_000;

/** Documents whose clusters are shown as trees at the most. */
const maxClusters = 100;

/** Closed documents whose clusters stay known. */
const maxClosed = 50;

/** The service for documents of our languages. */
export function createPlainService(host: Host, workspace: Workspace, loadPki: LoadPki): LanguageService {
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
        snapshot.records.document.language === "pg-hba"
          ? orderedRecords<HbaRecord>(snapshot, uri)
          : undefined,
      ),
    explain,
    explainPgBouncer: async () => undefined, // `withPgBouncer` answers
    explainString: (uri, text, address) => explainString(uri, text, address, { workspace, explain }),
    connectionState: async (uri) => answer(await hbaOf(uri), readState),
    async causes(text, uri) {
      const { messageCauses } = await import("./why/messageCauses.ts"); // seldom needed, and much text
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
    embeddedClusters: async () => [], // `withEmbedded` answers
    filesReadWith: async () => [],
    placeInDocument: (place) => place,
    async clusters(uris) {
      shown = [...uris];
      // Parts of other documents are shown with these.
      const requested = new Set(uris);
      const wanted = known().filter((uri) => requested.has(uri) || !uri.startsWith(embeddedScheme));
      return (await clustersOf(wanted))
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
    excerpt: (uri, line, span) => answer(uri, (snapshot) => excerptOf(snapshot, line, span)),
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
