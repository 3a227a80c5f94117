import { Checker, type Findings } from "./check/checker.ts";
import { authFileUri } from "./cluster/authFileUri.ts";
import type { Reasoned } from "./cluster/cluster.ts";
import type { GivenSettings, ProjectSettings } from "./cluster/projectSettings.ts";
import type { Snapshot } from "./cluster/snapshot.ts";
import { type LinePosition, SourceDocument } from "./cluster/sourceDocument.ts";
import { pathOf } from "./cluster/uris.ts";
import { complete, documentationOf, wantedForCompletion } from "./features/complete/complete.ts";
import { conceal } from "./features/conceal.ts";
import type { Client, ConnectionDecision } from "./features/connect/connection.ts";
import { explainConnection, hbaUriOf } from "./features/connect/explainConnection.ts";
import type { OrderedRecord } from "./features/connect/readRecords.ts";
import { readRecords } from "./features/connect/readRecords.ts";
import { findFixes, safeEdits, wantedForFixes } from "./features/fix.ts";
import { foldingRanges } from "./features/folding.ts";
import { format, formatLine, type LineRange } from "./features/format/format.ts";
import { hover, wantedForHover } from "./features/hover/hover.ts";
import { hoverPem } from "./features/hover/hoverPem.ts";
import { inlayHints } from "./features/inlayHints.ts";
import { links, wantedForLinks } from "./features/links.ts";
import {
  definition,
  references,
  renamable,
  rename,
  wantedForDefinition,
} from "./features/navigate/navigate.ts";
import { outcomeOf } from "./features/outcome.ts";
import { symbols } from "./features/symbols.ts";
import { clusterTree } from "./features/tree/clusterTree.ts";
import { type CheckedCluster, viewFile } from "./features/view/viewFile.ts";
import type { Wanted } from "./gather/wanted.ts";
import { mainFileCandidates, Workspace } from "./gather/workspace.ts";
import type { Host } from "./host.ts";
import type { ClusterNode } from "./model/clusterNode.ts";
import type { CompletionList } from "./model/completion.ts";
import type { Diagnostic, TextEdit } from "./model/diagnostic.ts";
import type { FileView } from "./model/fileView.ts";
import type { Hover } from "./model/hover.ts";
import type { InlayHint, Link, Occurrence, Renamable, Target } from "./model/navigation.ts";
import type { Outcome } from "./model/outcome.ts";
import type { FoldingRange, OutlineSymbol } from "./model/outline.ts";
import type { Certificate, LoadPki, PemFile } from "./pki.ts";
import type { HbaRecord } from "./syntax/hba/hbaRecord.ts";

export { matchingOf, traits } from "./cluster/access/matching.ts";
export { type Cluster, namedFiles } from "./cluster/cluster.ts";
export { otherLanguageOf } from "./cluster/readingKey.ts";
export { type Records, recordLine } from "./cluster/records.ts";
export type { Snapshot } from "./cluster/snapshot.ts";
export { isAbsolutePath, parseUri, pathOf } from "./cluster/uris.ts";
export { applyEdits } from "./features/applyEdits.ts";
export type { Client, ConnectionDecision } from "./features/connect/connection.ts";
export type { OrderedRecord } from "./features/connect/readRecords.ts";
export { blockFacts } from "./features/describe/blockFacts.ts";
export { shortName } from "./features/describe/describeName.ts";
export { certificatesOf, formInWords } from "./features/describe/describePem.ts";
export { factInWords } from "./features/describe/fact.ts";
export { reloadInWords } from "./features/describe/reloadInWords.ts";
export { distanceInWords } from "./features/describe/timeInWords.ts";
export { describeRule, type RuleDescription } from "./features/describeRule.ts";
export { type Excerpt, excerptOf } from "./features/excerpt.ts";
export type { Host } from "./host.ts";
export { changeSetting } from "./ruleKit/settingFix.ts";
export { scanAuthLine } from "./syntax/authLine.ts";
export type { HbaRecord } from "./syntax/hba/hbaRecord.ts";
export { quoteAuth, writeAuth, writeConf } from "./syntax/quote.ts";
export { isAuthority, isSelfSigned } from "./x509/authority.ts";
export { chainFrom } from "./x509/certificateChain.ts";
export { findIssuer, isIssuer, type Signed } from "./x509/issuer.ts";
export { rememberSignatures } from "./x509/rememberSignatures.ts";
export { authFileUri };

import type { Language } from "./model/language.ts";

export {
  defaultProjectSettings,
  type GivenSettings,
  type ProjectSettings,
} from "./cluster/projectSettings.ts";
export { type Language, languageOfPath, languageOfText, toLanguage } from "./model/language.ts";
export type { LoadPki, Pki } from "./pki.ts";
export { type LinePosition, SourceDocument };

/** What is shown of the cluster that a file belongs to, with the reasons. */
export interface ClusterSummary {
  /** The URI of its postgresql.conf, where there is one. */
  readonly mainFile?: string;
  readonly serverVersion: Reasoned<number>;
  readonly dataDirectory?: Reasoned<string>;
  readonly serverPlatform: "posix" | "windows";
  /** All documents of the cluster; a name does not always show the language. */
  readonly members: readonly { readonly uri: string; readonly language: Language }[];
}

import type { OfferedFix } from "./model/diagnostic.ts";

export type { OfferedFix } from "./model/diagnostic.ts";

/** Everything that pgssl can find out about PostgreSQL's configuration files. Documents are named by URI. */
export interface LanguageService {
  /** The settings of clusters without a settings file; what is set goes before what such files say. */
  get settings(): ProjectSettings;
  set settings(given: GivenSettings);
  /** Takes a document that an editor holds; edits go to the document itself. */
  open(document: SourceDocument): void;
  close(uri: string): void;
  readonly openUris: readonly string[];
  /**
   * Looks at the files that clusters are made of, or at those whose turn is next; returns whether they changed since they were
   * read, or an hour began.
   */
  refresh(part?: "all" | "next"): Promise<boolean>;
  /** The URIs of all documents of the cluster that a document belongs to, as far as known. */
  members(uri: string): readonly string[];
  /** `undefined` when there is no such document, here or on disk. */
  document(uri: string, language?: Language): Promise<SourceDocument | undefined>;
  /** The URIs of all documents of the clusters that are or were open, or were requested as trees. */
  knownDocuments(): Promise<readonly string[]>;
  /** What is wrong in a document, `undefined` when there is none. */
  diagnose(uri: string): Promise<readonly Diagnostic[] | undefined>;
  hover(uri: string, position: LinePosition): Promise<Hover | undefined>;
  complete(uri: string, position: LinePosition): Promise<CompletionList | undefined>;
  /**
   * Markdown for a line of a certificate, key or CRL file. `undefined` where the file cannot be read or is of no such kind, and
   * in a workspace that is not trusted.
   */
  hoverPem(uri: string, line: number): Promise<string | undefined>;
  /** Markdown for a proposal's `documentationKey`. */
  documentationOf(key: string): string | undefined;
  /** The ways out of what is wrong between two lines. */
  fixes(uri: string, firstLine: number, lastLine: number): Promise<readonly OfferedFix[]>;
  /** The edits of a document that change no meaning which a user chose, none over another. */
  safeEdits(uri: string): Promise<readonly TextEdit[] | undefined>;
  /** The edits that align a document, or the records that start in some of its lines. `undefined` for one that is not the user's. */
  format(uri: string, range?: LineRange): Promise<readonly TextEdit[] | undefined>;
  /** The edits that align the record of one line with those around it. */
  formatLine(uri: string, line: number): Promise<readonly TextEdit[] | undefined>;
  summary(uri: string): Promise<ClusterSummary | undefined>;
  /** A document with its cluster and its records as they are now, for what changes more than text. */
  snapshot(uri: string): Promise<Snapshot | undefined>;
  /** The records of a pg_hba.conf in the server's order, those of files that it includes in their places. */
  hbaRecords(uri: string): Promise<readonly OrderedRecord<HbaRecord>[] | undefined>;
  /** The certificates of a PEM file; `undefined` where it cannot be read, and in a workspace that is not trusted. */
  certificates(uri: string): Promise<readonly Certificate[] | undefined>;
  /** Whether the server of a document's cluster lets a client in; `undefined` when there is no pg_hba.conf. */
  explain(uri: string, client: Client): Promise<ConnectionDecision | undefined>;
  /** The clusters that these documents and the open ones belong to, as trees. */
  clusters(uris: readonly string[]): Promise<readonly ClusterNode[]>;
  /** What a certificate, key or CRL file holds. */
  viewFile(uri: string): Promise<FileView>;
  /** What a server does with the cluster of a document: at start, at a reload. `undefined` without a postgresql.conf. */
  outcome(uri: string): Promise<Outcome | undefined>;
  /** What the certificate, key and CRL files hold that values between two lines name. */
  inlayHints(uri: string, firstLine: number, lastLine: number): Promise<readonly InlayHint[] | undefined>;
  /** The paths that lead to files which exist here. */
  links(uri: string): Promise<readonly Link[] | undefined>;
  symbols(uri: string): Promise<readonly OutlineSymbol[] | undefined>;
  foldingRanges(uri: string): Promise<readonly FoldingRange[] | undefined>;
  /** Where a map is defined, or the files that a path leads to. */
  definition(uri: string, position: LinePosition): Promise<readonly Target[] | undefined>;
  /** All places of the cluster that name the same map or file. */
  references(uri: string, position: LinePosition): Promise<readonly Occurrence[] | undefined>;
  /** The map name at a position, the only thing that can be renamed. */
  renamable(uri: string, position: LinePosition): Promise<Renamable | undefined>;
  /** The edits in all files of the cluster; `undefined` for a name that no line can hold. */
  rename(uri: string, position: LinePosition, newName: string): Promise<readonly TextEdit[] | undefined>;
}

/** Milliseconds after which certificates are looked at again, since days pass. */
const hour = 3_600_000;

/** Documents whose clusters are shown as trees at the most. */
const maxClusters = 100;

/** Closed documents whose clusters stay known. */
const maxClosed = 50;

/** Makes a language service that sees files through `host` and X.509 through what `loadPki` gives. */
export function createLanguageService(host: Host, loadPki: LoadPki): LanguageService {
  const workspace = new Workspace(host, loadPki);
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
  const readPem = async (uri: string): Promise<PemFile | undefined> =>
    (await workspace.file(uri, workspace.settings.trusted)).pem;
  return {
    get settings(): ProjectSettings {
      return workspace.settings;
    },
    set settings(given: GivenSettings) {
      workspace.settings = given;
    },
    open: (document) => workspace.documents.open(document),
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
    safeEdits: (uri) => answer(uri, safeEdits),
    format: (uri, range) => answer(uri, (snapshot) => ownOnly(snapshot, () => format(snapshot, range))),
    formatLine: (uri, line) => answer(uri, (snapshot) => ownOnly(snapshot, () => formatLine(snapshot, line))),
    summary: (uri) => answer(uri, summarize),
    hbaRecords: (uri) =>
      answer(uri, (snapshot) =>
        snapshot.records.document.language === "pg-hba" ? readRecords<HbaRecord>(snapshot, uri) : undefined,
      ),
    async explain(uri, client) {
      const hba = (await answer(uri, hbaUriOf)) ?? authFileUri("pg-hba", uri, undefined, {});
      return answer(hba, (snapshot, findings) =>
        conceal(explainConnection(snapshot, findings, client), snapshot.hidden),
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
    outcome: (uri) => answer(uri, outcomeOf),
    inlayHints: (uri, firstLine, lastLine) =>
      shownAnswer(uri, (snapshot) => inlayHints(snapshot, firstLine, lastLine)),
    links: (uri) => shownAnswer(uri, links, wantedForLinks),
    symbols: (uri) => shownAnswer(uri, symbols),
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
