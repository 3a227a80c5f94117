import type { Reasoned } from "../cluster/cluster.ts";
import type { GivenSettings, ProjectSettings } from "../cluster/projectSettings.ts";
import type { SettingsFile } from "../cluster/settingsFile.ts";
import type { Snapshot } from "../cluster/snapshot.ts";
import type { AnyDocument, LinePosition } from "../cluster/sourceDocument.ts";
import type { ClusterNode } from "../model/clusterNode.ts";
import type { CompletionList } from "../model/completion.ts";
import type { Diagnostic, OfferedFix, TextEdit } from "../model/diagnostic.ts";
import type { Expiry } from "../model/expiry.ts";
import type { FileView } from "../model/fileView.ts";
import type { Hover } from "../model/hover.ts";
import type { Language } from "../model/language.ts";
import type { MessageCause } from "../model/messageCause.ts";
import type { InlayHint, Link, MovedFile, Occurrence, Renamable, Target } from "../model/navigation.ts";
import type { Outcome } from "../model/outcome.ts";
import type { FoldingRange, OutlineSymbol } from "../model/outline.ts";
import type { SemanticToken } from "../model/semanticToken.ts";
import type { Place, Span } from "../model/span.ts";
import type { Certificate } from "../pki.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";
import type { Client, ConnectionDecision } from "./connect/connection.ts";
import type { ClientDecision } from "./connect/decideClient.ts";
import type { OrderedRecord } from "./connect/orderedRecords.ts";
import type { ConnectionState } from "./difference/readState.ts";
import type { Excerpt } from "./excerpt.ts";
import type { LineRange } from "./format/format.ts";
import type { SelectionSpans } from "./selectionSpans.ts";

/** What is shown of the cluster that a file belongs to, with the reasons. */
export interface ClusterSummary {
  /** The URI of its postgresql.conf, where there is one. */
  readonly mainFile?: string;
  readonly serverVersion: Reasoned<number>;
  /** Only what holds for all versions is reported; `serverVersion` is the newest. */
  readonly isVersionUnknown?: boolean;
  readonly dataDirectory?: Reasoned<string>;
  readonly serverPlatform: "posix" | "windows";
  /** All documents of the cluster; a name does not always show the language. */
  readonly members: readonly { readonly uri: string; readonly language: Language }[];
}

/** A place, and who added the line if nobody wrote it: `CloudNativePG, after your lines`. */
export interface PlaceInDocument extends Place {
  readonly addedBy?: string;
}

/** One of the clusters that a document holds as parts. */
export interface ClusterInDocument {
  readonly uri: string;
  /** Its own name there. */
  readonly name?: string;
  /** Another document describes it, of which something is written in this one. */
  readonly isOfOther?: true;
}

/** What becomes of a connection with a connection string. */
export interface StringDecision {
  readonly client: ClientDecision;
  /** Absent where libpq does not get as far as the server. */
  readonly server?: ConnectionDecision;
}

/** What becomes of a connection through PgBouncer. */
export interface PgBouncerDecision {
  /** Whether PgBouncer lets the client in. */
  readonly client: ConnectionDecision;
  /** Whether PgBouncer goes on with the server, and the server with it; absent where the client does not get that far. */
  readonly server?: StringDecision;
}

/** The server behind a PgBouncer. */
export interface ServerBehind {
  /** The URI of a document of its cluster; without it only what PgBouncer demands of a server is known. */
  readonly cluster?: string;
  /** PgBouncer's address as the server sees it; where it is absent, the loopback address counts for a server on the same machine. */
  readonly address?: string;
}

/** Everything that pgssl can find out about PostgreSQL's configuration files. Documents are named by URI. */
export interface LanguageService {
  /** The settings of clusters without a settings file; what is set goes before what such files say. */
  get settings(): ProjectSettings;
  set settings(given: GivenSettings);
  /** Takes a document that an editor holds, of ours or one that may hold ours as parts; edits go to the document itself. */
  open(document: AnyDocument): void;
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
  document(uri: string, language?: Language): Promise<AnyDocument | undefined>;
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
  /** The comments that turn off what is reported between two lines, there or in the file. */
  suppressions(uri: string, firstLine: number, lastLine: number): Promise<readonly OfferedFix[]>;
  /** The edits of a document that change no meaning which a user chose, none over another. */
  safeEdits(uri: string): Promise<readonly TextEdit[] | undefined>;
  /** The edits that align a document, or the records that start in some of its lines. `undefined` for one that is not the user's. */
  format(uri: string, range?: LineRange): Promise<readonly TextEdit[] | undefined>;
  /** The edits that align the record of one line with those around it. */
  formatLine(uri: string, line: number): Promise<readonly TextEdit[] | undefined>;
  summary(uri: string): Promise<ClusterSummary | undefined>;
  /** A document with its cluster and its records as they are now, for what changes more than text. */
  snapshot(uri: string): Promise<Snapshot | undefined>;
  /** The settings file of a document's cluster, as the last answer about the document used it. */
  settingsFile(uri: string): Promise<SettingsFile | undefined>;
  /** The records of a pg_hba.conf in the server's order, those of files that it includes in their places. */
  hbaRecords(uri: string): Promise<readonly OrderedRecord<HbaRecord>[] | undefined>;
  /** The certificates of a PEM file; `undefined` where it cannot be read, and in a workspace that is not trusted. */
  certificates(uri: string): Promise<readonly Certificate[] | undefined>;
  /** Whether the server of a document's cluster lets a client in; `undefined` when there is no pg_hba.conf. */
  explain(uri: string, client: Client): Promise<ConnectionDecision | undefined>;
  /**
   * Both ends of a connection with a connection string: whether libpq accepts the server, and whether the server admits the client,
   * at an address. `undefined` when there is no pg_hba.conf.
   */
  explainString(uri: string, text: string, address?: string): Promise<StringDecision | undefined>;
  /** Both legs of a connection through a PgBouncer, whose configuration is at a URI; `undefined` when there is none. */
  explainPgBouncer(
    uri: string,
    client: Client,
    server?: ServerBehind,
  ): Promise<PgBouncerDecision | undefined>;
  /** What decides about connections to a document's cluster, to be compared; `undefined` when there is no pg_hba.conf. */
  connectionState(uri: string): Promise<ConnectionState | undefined>;
  /**
   * What the messages in a text of a log or a screen mean, each once; with a document also what in its cluster is behind them. Empty
   * where no message is known.
   */
  causes(text: string, uri?: string): Promise<readonly MessageCause[]>;
  /**
   * The clusters that a manifest or the like holds as parts: by the URI of each it is requested by itself. Empty for a document of
   * another kind.
   */
  embeddedClusters(uri: string): Promise<readonly ClusterInDocument[]>;
  /** The files that were read together with such a document, as those that a Compose file includes. Empty for a document of another kind. */
  filesReadWith(uri: string): Promise<readonly string[]>;
  /** Where a line of a part is written, or the list beside which its carrier adds it; a line of any other document as it is. */
  placeInDocument(place: Place): PlaceInDocument;
  /** The clusters that these documents and the open ones belong to, as trees. */
  clusters(uris: readonly string[]): Promise<readonly ClusterNode[]>;
  /** What a certificate, key or CRL file holds. */
  viewFile(uri: string): Promise<FileView>;
  /** What certificates hold that come from elsewhere, in PEM. */
  viewPem(bytes: Uint8Array): Promise<FileView>;
  /** The certificates and lists of a document's cluster, those that end first in front. */
  expiries(uri: string): Promise<readonly Expiry[] | undefined>;
  /** The line of a document that a finding is about, as people may see it; `undefined` where it may hold a secret. */
  excerpt(uri: string, line: number, span: Span): Promise<Excerpt | undefined>;
  /** What a server does with the cluster of a document: at start, at a reload. `undefined` without a postgresql.conf. */
  outcome(uri: string): Promise<Outcome | undefined>;
  /** What the certificate, key and CRL files hold that values between two lines name. */
  inlayHints(uri: string, firstLine: number, lastLine: number): Promise<readonly InlayHint[] | undefined>;
  /** The paths that lead to files which exist here. */
  links(uri: string): Promise<readonly Link[] | undefined>;
  symbols(uri: string): Promise<readonly OutlineSymbol[] | undefined>;
  /** What a growing selection covers from a position on. */
  selectionSpans(uri: string, position: LinePosition): Promise<SelectionSpans | undefined>;
  /** What the words of a document mean, or of the records that start between two lines, in their order. */
  semanticTokens(
    uri: string,
    firstLine?: number,
    lastLine?: number,
  ): Promise<readonly SemanticToken[] | undefined>;
  foldingRanges(uri: string): Promise<readonly FoldingRange[] | undefined>;
  /** Where a map is defined, or the files that a path leads to. */
  definition(uri: string, position: LinePosition): Promise<readonly Target[] | undefined>;
  /** All places of the cluster that name the same map or file. */
  references(uri: string, position: LinePosition): Promise<readonly Occurrence[] | undefined>;
  /** The map name, or the path of a certificate, key or CRL file, at a position; nothing else can be renamed. */
  renamable(uri: string, position: LinePosition): Promise<Renamable | undefined>;
  /** The edits in all files of the cluster; `undefined` for a name that no line can hold. */
  rename(uri: string, position: LinePosition, newName: string): Promise<readonly TextEdit[] | undefined>;
  /** The file that goes where its renamed path leads, if it is there and nothing is in its way. */
  movedFile(uri: string, position: LinePosition, newName: string): Promise<MovedFile | undefined>;
}
