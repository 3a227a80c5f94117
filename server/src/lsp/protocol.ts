/**
 * The messages between client and server beyond the Language Server Protocol.
 */

import type { Range, WorkDoneProgressParams, WorkspaceEdit } from "vscode-languageserver";
import type { SetupOutcome, SetupPlan, SetupSurroundings } from "../setup/plan.ts";
import type { SecretId, SetupRequest } from "../setup/request.ts";

/** Sent with `initialize`. */
export interface InitializationOptions {
  /** Whether the workspace is trusted: otherwise keys stay unread and no file is changed. True where absent. */
  readonly trusted?: boolean;
  /** The settings under `pgssl`. */
  readonly settings?: unknown;
  /** Whether the client answers `confirmRequest`; others get `window/showMessageRequest`. */
  readonly confirms?: boolean;
  /** Whether the client has the command `openPageCommand`. */
  readonly opensPages?: boolean;
  /** Whether the client answers `committedFilesRequest`. */
  readonly readsCommits?: boolean;
  /** Whether the client has VS Code's command `editor.action.triggerSuggest`, which opens the next list when an entry was accepted. */
  readonly opensCompletion?: boolean;
  /** The editor has formatters of its own for languages of manifests, and with two of them for one the user must choose. */
  readonly hasOtherFormatters?: boolean;
}

/** Notification to the server: the user trusts the workspace now. */
export const trustChanged = "pgssl/trustChanged";

/** Request to the server with `{ uri }`: which cluster a document belongs to. */
export const clusterRequest = "pgssl/cluster";

/** Notification from the server: the answer to `clusterRequest` may have changed. */
export const clusterChanged = "pgssl/clusterChanged";

/** The cluster of a document, and why it was chosen. */
export interface ClusterAnswer {
  readonly serverVersion: number;
  readonly serverVersionReason: string;
  /** Nothing says which version it is, and `serverVersion` is the newest. */
  readonly isVersionUnknown?: boolean;
  /** On Windows file modes and owners mean nothing. */
  readonly serverPlatform: "posix" | "windows";
  /** The language server runs in a browser: it sees the files of the workspace through the editor, without modes and owners. */
  readonly isInBrowser?: true;
  readonly dataDirectory?: string;
  readonly dataDirectoryReason?: string;
  /** Other programs fill in parts of the document, of which only the rest is checked. */
  readonly isTemplate?: true;
  /** The documents of the cluster, for those whose name does not show their language. */
  readonly members: readonly { readonly uri: string; readonly language: string }[];
}

/** Request to the server with an `ExplainQuestion`: whether a client is admitted, and which record decides. */
export const explainRequest = "pgssl/explain";

/** A client that wants to connect, and a document of the cluster that it wants to connect to. */
export interface ExplainQuestion {
  readonly uri: string;
  readonly type: "local" | "plain" | "ssl";
  readonly user: string;
  readonly database: string;
  /** An IP address; absent on the Unix socket. */
  readonly address?: string;
  /** The URI of the PEM file whose certificates the client sends. */
  readonly certificate?: string;
}

/** The answer. */
export interface ExplainAnswer {
  /** `null`: it depends on something that is in no file, such as a password. */
  readonly admitted: boolean | null;
  readonly reason: string;
  /** The record that decides, its line from 0. */
  readonly record?: { readonly uri: string; readonly line: number };
}

/** Request to the server with an `ExplainStringQuestion`: what both ends make of a connection, as `ExplainStringAnswer`. */
export const explainStringRequest = "pgssl/explainString";

/** A client by its connection string or service, and a document of the cluster that it wants to connect to. */
export interface ExplainStringQuestion {
  readonly uri: string;
  /** Without its password: `withoutPassword` takes that away before it leaves the client. */
  readonly text: string;
  /** The client's IP address as the server sees it; absent where the string decides it. */
  readonly address?: string;
}

/** The answer: the client's end, and the server's where the client gets as far. */
export interface ExplainStringAnswer {
  readonly client: { readonly accepts: boolean | null; readonly reason: string };
  readonly server?: ExplainAnswer;
}

/** Request to the server with `{ uri }`: the names of the services that lead to a document's cluster, as strings. */
export const servicesRequest = "pgssl/services";

/** Request to the server with a `ConnectionChangesQuestion`: what edits change for connections, as `ConnectionChangeAnswer[]`. */
export const connectionChangesRequest = "pgssl/connectionChanges";

/** A document, and whether it is compared with what is saved or with the last commit. */
export interface ConnectionChangesQuestion {
  readonly uri: string;
  readonly since: "saved" | "committed";
}

/** Request from the server with `{ uri }`: the files that were changed since the last commit, as `CommittedFile[]`, or `null`. */
export const committedFilesRequest = "pgssl/committedFiles";

/** A configuration file as the last commit has it. */
export interface CommittedFile {
  readonly uri: string;
  readonly text: string;
}

/** Connections that fare differently. */
export interface ConnectionChangeAnswer {
  readonly effect: string;
  readonly summary: string;
  readonly reason?: string;
  /** The name of the cluster, where the document holds several. */
  readonly cluster?: string;
  /** The record that decides then, or the one that decides now; lines from 0. */
  readonly place?: { readonly uri: string; readonly line: number };
}

/** Request to the server with a `CausesQuestion`: what the messages in a text mean, as `CauseAnswer[]`. */
export const causesRequest = "pgssl/causes";

/** A text with messages of a server, a client or OpenSSL, and a document of the cluster that may be behind them. */
export interface CausesQuestion {
  readonly text: string;
  readonly uri?: string;
}

/** One of the messages. */
export interface CauseAnswer {
  readonly message: string;
  /** What it means, and what in the cluster is behind it, or else what to do. */
  readonly text: string;
  /** The places behind it, the likeliest first, lines from 0. */
  readonly places: readonly { readonly uri: string; readonly line: number }[];
}

/** Request to the server with `{ uris }`: the clusters of these documents and of the open ones, as `ClusterNodeAnswer[]`. */
export const clustersRequest = "pgssl/clusters";

/** A line of the tree of clusters, with those beneath it; see `ClusterNode`. */
export interface ClusterNodeAnswer {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly detail?: string;
  readonly more?: string;
  readonly severity?: "error" | "warning" | "information" | "hint";
  /** Its place in the configuration. */
  readonly place?: { readonly uri: string; readonly range: Range };
  readonly file?: { readonly uri: string; readonly isDocument: boolean };
  readonly children?: readonly ClusterNodeAnswer[];
}

/** Request to the server with `{ uri }`: what a certificate, key or CRL file holds, as a `FileView`. */
export const viewFileRequest = "pgssl/viewFile";

/** Request to the server with `{ pem }`: the same of certificates that are in no file. */
export const viewPemRequest = "pgssl/viewPem";

/** Server command with a `ChangeFileArguments`. */
export const changeFileCommand = "pgssl.changeFile";

/** Request to the client with a `Confirmation`, where it `confirms`; it answers whether the user agrees. */
export const confirmRequest = "pgssl/confirm";

/** The question before anything is changed on disk. */
export interface Confirmation {
  readonly title: string;
  /** What will be different, a line for each thing. */
  readonly changes: readonly string[];
  /** The button that agrees. */
  readonly agree: string;
}

/** Request to the client with a `Change`, where it `confirms`; it answers whether the user takes the change back. */
export const changedRequest = "pgssl/changed";

/** What was changed on disk. */
export interface Change {
  readonly message: string;
  readonly canUndo: boolean;
  /** What is due before a running server uses it, with the commands of which any one does it. */
  readonly due?: { readonly kind: "reload" | "restart"; readonly commands: readonly string[] };
}

/** Client command with the text that is to go to the clipboard. */
export const copyCommand = "pgssl.copyCommand";

/** Client command with the id of a rule, whose page it opens; offered to clients that say `opensPages`. */
export const openPageCommand = "pgssl.openRulePage";

/** Requests the change on disk that a fix offers for a finding in a document; the server computes anew what it changes. */
export interface ChangeFileArguments {
  /** The document of the finding, and its line. */
  readonly document: string;
  readonly line: number;
  /** The rule of the finding, and the fix of that rule. */
  readonly rule: string;
  readonly title: string;
}

/** Request with `SetupSurroundingsParams`, answered with a `SetupAnswer<SetupSurroundings>`: the defaults of a set-up's questions. */
export const setupSurroundingsRequest = "pgssl/setupSurroundings";

export interface SetupSurroundingsParams {
  /** A document of the cluster, or the folder of one. Absent: no cluster. */
  readonly uri?: string;
  /** A CA's folder other than the default. */
  readonly authorityFolder?: string;
}

/** Request with a `SetupRequest`, answered with a `SetupAnswer<SetupPlanAnswer>`: what would be done. Nothing is written. */
export const setupPlanRequest = "pgssl/setupPlan";

export interface SetupPlanAnswer {
  readonly plan: SetupPlan;
  /**
   * The plan's configuration edits. They may be applied before or after the files are made; afterwards is safer, since a server that
   * is restarted in between would miss the files.
   */
  readonly edit: WorkspaceEdit;
  /** What `sealSecret` closes passphrases with, so that none is in the trace of the protocol. */
  readonly sealingKey: string;
}

/**
 * Request with `SetupApplyParams`, answered with a `SetupAnswer<SetupOutcome>`: makes the keys and certificates and writes the
 * files, all or none. Edits of the configuration are the client's to apply. Reports progress under `workDoneToken`; may be
 * cancelled until writing begins.
 */
export const setupApplyRequest = "pgssl/setupApply";

export interface SetupApplyParams extends WorkDoneProgressParams {
  /** That of the plan which the user saw. */
  readonly request: SetupRequest;
  /** Each closed by `sealSecret` with the plan's `sealingKey`. */
  readonly secrets: Readonly<Partial<Record<SecretId, string>>>;
  /** Absolute paths of existing files that the user allows to be replaced. */
  readonly replace: readonly string[];
}

/** An answer, or what prevents it; `field` is the part of the request that is wrong. An untrusted workspace gets a problem. */
export type SetupAnswer<Answer> =
  | { readonly answer: Answer; readonly problem?: undefined }
  | { readonly answer?: undefined; readonly problem: { readonly message: string; readonly field?: string } };

export type { SetupOutcome, SetupPlan, SetupRequest, SetupSurroundings };
