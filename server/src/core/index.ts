import { diagnose } from "./check/diagnose.ts";
import type { Reasoned } from "./cluster/cluster.ts";
import type { ProjectSettings } from "./cluster/projectSettings.ts";
import { type LinePosition, SourceDocument } from "./cluster/sourceDocument.ts";
import { pathOf } from "./cluster/uris.ts";
import { complete, documentationOf } from "./features/complete/complete.ts";
import type { Client, ConnectionVerdict } from "./features/connect/connection.ts";
import { explainConnection } from "./features/connect/explainConnection.ts";
import { findHba } from "./features/connect/findHba.ts";
import type { MetRecord } from "./features/connect/readRecords.ts";
import { readRecords } from "./features/connect/readRecords.ts";
import { cursorAt } from "./features/cursor.ts";
import { findFixes, safeEdits } from "./features/fix.ts";
import { foldingRanges } from "./features/folding.ts";
import { hover } from "./features/hover/hover.ts";
import { hoverPem } from "./features/hover/hoverPem.ts";
import { withDetails } from "./features/hover/withDetails.ts";
import { inlayHints } from "./features/inlayHints.ts";
import { links } from "./features/links.ts";
import { definition, references, renamable, rename } from "./features/navigate/navigate.ts";
import { outcomeOf } from "./features/outcome.ts";
import { symbols } from "./features/symbols.ts";
import { clusterTrees } from "./features/tree/clusterTrees.ts";
import { viewFile } from "./features/view/viewFile.ts";
import { type Located, Project } from "./gather/workspace.ts";
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
export { pathOf } from "./cluster/uris.ts";
export { applyEdits } from "./features/applyEdits.ts";
export type { Client, ConnectionVerdict } from "./features/connect/connection.ts";
export { blockFacts } from "./features/describe/blockFacts.ts";
export { shortName } from "./features/describe/describeName.ts";
export { certificatesOf, formInWords } from "./features/describe/describePem.ts";
export { factInWords } from "./features/describe/fact.ts";
export { distanceInWords } from "./features/describe/timeInWords.ts";
export { describeRule, type RuleDescription } from "./features/describeRule.ts";
export { authFileUri } from "./gather/authFiles.ts";
export type { Host } from "./host.ts";
export { changeSetting } from "./ruleKit/settingFix.ts";
export { scanAuthLine } from "./syntax/authLine.ts";
export { quoteAuth, writeAuth, writeConf } from "./syntax/quote.ts";
export { isAuthority, isSelfSigned } from "./x509/authority.ts";
export { chainFrom } from "./x509/certificateChain.ts";
export { findIssuer, isIssuer, type Signed } from "./x509/issuer.ts";
export { rememberSignatures } from "./x509/rememberSignatures.ts";

import type { Language } from "./model/language.ts";

export { defaultProjectSettings, type ProjectSettings } from "./cluster/projectSettings.ts";
export { type Language, languageOfPath, toLanguage } from "./model/language.ts";
export type { LoadPki, Pki } from "./pki.ts";
export { type LinePosition, SourceDocument };

/** What is shown of the cluster that a file belongs to, with the reasons. */
export interface ClusterSummary {
  /** The URI of its postgresql.conf, where there is one. */
  readonly mainFile?: string;
  readonly serverVersion: Reasoned<number>;
  readonly dataDirectory?: Reasoned<string>;
  readonly serverPlatform: "posix" | "windows";
  /** All documents of the cluster; their names need not tell their languages. */
  readonly members: readonly { readonly uri: string; readonly language: Language }[];
}

import type { OfferedFix } from "./model/diagnostic.ts";

export type { OfferedFix } from "./model/diagnostic.ts";

/** Everything that pgssl knows how to tell of PostgreSQL's configuration files. Documents are named by URI. */
export interface LanguageService {
  settings: ProjectSettings;
  /** Takes a document that an editor holds; edits go to the document itself. */
  open(document: SourceDocument): void;
  close(uri: string): void;
  readonly openUris: readonly string[];
  /** Looks at the files that clusters are made of; tells whether they changed since they were read, or an hour began. */
  refresh(): Promise<boolean>;
  /** The URIs of all documents of the cluster that a document belongs to, as far as known. */
  members(uri: string): readonly string[];
  /** `undefined` when there is no such document, here or on disk. */
  document(uri: string, language?: Language): Promise<SourceDocument | undefined>;
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
  summary(uri: string): Promise<ClusterSummary | undefined>;
  /** A document with its cluster and its parsed records, for what changes more than text. */
  locate(uri: string): Promise<Located | undefined>;
  /** The records of a pg_hba.conf in the server's order, those of files that it includes in their places. */
  hbaRecords(uri: string): Promise<readonly MetRecord<HbaRecord>[] | undefined>;
  /** The certificates of a PEM file; `undefined` where it cannot be read, and in a workspace that is not trusted. */
  certificates(uri: string): Promise<readonly Certificate[] | undefined>;
  /** Whether the server of a document's cluster lets a client in; `undefined` when there is no pg_hba.conf. */
  explain(uri: string, client: Client): Promise<ConnectionVerdict | undefined>;
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

/** Makes a language service that sees files through `host` and X.509 through what `loadPki` gives. */
export function createLanguageService(host: Host, loadPki: LoadPki): LanguageService {
  const project = new Project(host, loadPki);
  let lookedAt = host.now();
  /** The documents whose clusters were asked for last: one of these may name a file that is looked at. */
  let shown: readonly string[] = [];
  const ask = async <Answer>(
    uri: string,
    answer: (located: Located) => Answer | Promise<Answer>,
  ): Promise<Answer | undefined> => {
    const located = await project.locate(uri);
    return located && answer(located);
  };
  const readPem = async (uri: string): Promise<PemFile | undefined> =>
    (await project.facts.file(pathOf(uri), uri, project.settings.trusted)).pem;
  return {
    get settings() {
      return project.settings;
    },
    set settings(settings) {
      project.settings = settings;
    },
    open: (document) => project.documents.open(document),
    close: (uri) => project.documents.close(uri),
    get openUris() {
      return project.documents.openUris;
    },
    async refresh() {
      const changed = await project.refresh();
      if (Math.floor(host.now() / hour) === Math.floor(lookedAt / hour)) return changed;
      lookedAt = host.now();
      project.forget();
      return true;
    },
    members: (uri) => project.members(uri),
    document: async (uri, language) => (await project.documents.load(uri, language))?.document,
    async diagnose(uri) {
      const located = await project.locate(uri);
      return located && diagnose(project, located);
    },
    async hover(uri, position) {
      const located = await project.locate(uri);
      if (!located) return undefined;
      const found = await hover(project, located, position);
      return withDetails(found, cursorAt(located.index, position), diagnose(project, located));
    },
    async hoverPem(uri, line) {
      const file = await readPem(uri);
      return file && hoverPem(file, line, host.now(), project.facts.pki);
    },
    certificates: async (uri) => (await readPem(uri))?.blocks.flatMap(({ certificate }) => certificate ?? []),
    async complete(uri, position) {
      const located = await project.locate(uri);
      return located && complete(project, located, position);
    },
    documentationOf,
    async fixes(uri, firstLine, lastLine) {
      const located = await project.locate(uri);
      return located ? findFixes(project, located, firstLine, lastLine) : [];
    },
    safeEdits: (uri) => ask(uri, (located) => safeEdits(project, located)),
    async summary(uri) {
      const located = await project.locate(uri);
      if (!located) return undefined;
      const { mainFile, serverVersionReason, dataDirectory, serverPlatform } = located.state.cluster;
      return {
        ...(mainFile && { mainFile }),
        serverPlatform,
        serverVersion: { value: located.context.serverVersion, reason: serverVersionReason },
        ...(dataDirectory && { dataDirectory: { ...dataDirectory, value: pathOf(dataDirectory.value) } }),
        members: [...located.state.members].map(([uri, { document }]) => ({
          uri,
          language: document.language,
        })),
      };
    },
    hbaRecords: (uri) =>
      ask(uri, async (located) => {
        if (located.index.document.language !== "pg-hba") return undefined;
        return (await readRecords(project, located)) as MetRecord<HbaRecord>[];
      }),
    async explain(uri, client) {
      return explainConnection(project, await findHba(project, uri), client);
    },
    async clusters(uris) {
      shown = [...project.documents.openUris, ...uris];
      return clusterTrees(project, shown);
    },
    viewFile: async (uri) => viewFile(project, uri, [...project.documents.openUris, ...shown]),
    locate: (uri) => project.locate(uri),
    outcome: (uri) => ask(uri, ({ state }) => outcomeOf(project, state)),
    inlayHints: (uri, firstLine, lastLine) =>
      ask(uri, (located) => inlayHints(project, located, firstLine, lastLine)),
    links: (uri) => ask(uri, (located) => links(project, located)),
    symbols: (uri) => ask(uri, (located) => symbols(located)),
    foldingRanges: (uri) => ask(uri, ({ index }) => foldingRanges(index)),
    definition: (uri, position) => ask(uri, (located) => definition(project, located, position)),
    references: (uri, position) => ask(uri, (located) => references(project, located, position)),
    renamable: (uri, position) => ask(uri, (located) => renamable(located, position)),
    rename: (uri, position, newName) => ask(uri, (located) => rename(project, located, position, newName)),
  };
}
