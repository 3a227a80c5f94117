/**
 * What client and server say to each other beside the Language Server Protocol.
 */

/** Sent with `initialize`. */
export interface InitializationOptions {
  /** Whether the workspace is trusted: otherwise keys stay unread and no file is changed. True where not said. */
  readonly trusted?: boolean;
  /** The settings under `pgssl`. */
  readonly settings?: unknown;
}

/** Notification to the server: the user trusts the workspace now. */
export const trustChanged = "pgssl/trustChanged";

/** Request to the server with `{ uri }`: which cluster a document belongs to. */
export const clusterRequest = "pgssl/cluster";

/** Notification from the server: the answer to `clusterRequest` may be another one now. */
export const clusterChanged = "pgssl/clusterChanged";

/** The cluster of a document, and in words why it was taken for that. */
export interface ClusterAnswer {
  readonly serverVersion: number;
  readonly serverVersionReason: string;
  readonly dataDirectory?: string;
  readonly dataDirectoryReason?: string;
  /** The documents of the cluster, for those whose name does not tell their language. */
  readonly members: readonly { readonly uri: string; readonly language: string }[];
}

/** Server command with a `SetModeArguments`. */
export const setModeCommand = "pgssl.setMode";

/** Client command with the text that is to go to the clipboard. */
export const copyCommand = "pgssl.copyCommand";

/** Asks for the mode change that a fix offers for a finding in a document. */
export interface SetModeArguments {
  /** The document in which the finding stands, and its line. */
  readonly document: string;
  readonly line: number;
  readonly uri: string;
  readonly mode: number;
}
