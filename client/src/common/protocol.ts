/**
 * What client and server say to each other beside the Language Server Protocol.
 * The server's half is in server/src/lsp.
 */

/** Sent with `initialize`. */
export interface InitializationOptions {
  /** Whether the workspace is trusted: otherwise keys stay unread and no file is changed. */
  readonly trusted: boolean;
  /** The settings under `pgssl`. */
  readonly settings: unknown;
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
}
