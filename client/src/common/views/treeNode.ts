import type { ClusterNodeAnswer } from "../../../../server/src/lsp/protocol.ts";

/** A line of the tree: of the language server, or of what a running server serves or has loaded. */
export interface TreeNode extends ClusterNodeAnswer {
  readonly children?: readonly TreeNode[];
  /** Certificates that are shown decoded. */
  readonly served?: ServedCertificates;
  /** The running server that it is about. */
  readonly server?: RunningServer;
}

/** Certificates as a server sent them, in PEM. */
export interface ServedCertificates {
  readonly title: string;
  readonly pem: string;
}

/** A running server of a cluster. */
export interface RunningServer {
  /** The id of the cluster's line. */
  readonly cluster: string;
  /** A document of the cluster. */
  readonly document: string;
  /** Where a handshake was made, or the connection string of a session. */
  readonly at: { readonly host: string; readonly port: number } | { readonly conninfo: string };
}
