import type { Severity } from "./diagnostic.ts";
import type { Place } from "./span.ts";

/** What a line of the tree of clusters is; an editor chooses the icon by it. */
export type ClusterNodeKind =
  | "cluster"
  | "version"
  | "tls"
  | "tls-off"
  | "outcome"
  | "unknown"
  | "platform"
  | "configuration"
  | "document"
  | "line"
  | "files"
  | "certificate"
  | "key"
  | "authority"
  | "revocation"
  | "parameters"
  | "clients"
  | "rule"
  | "problems"
  | "problem"
  | "note";

/** A line of the tree that shows clusters, with those beneath it. All words are plain text. */
export interface ClusterNode {
  /** Unique in its tree, and the same as long as it is about the same thing, so that what was unfolded stays so. */
  readonly id: string;
  readonly kind: ClusterNodeKind;
  readonly label: string;
  /** Shown behind the label, less prominently. */
  readonly detail?: string;
  /** Shown when somebody points at it. */
  readonly more?: string;
  /** The worst that was found in it. */
  readonly severity?: Severity;
  /** Where it is in the configuration. */
  readonly place?: Place;
  /** The file that it is about: a document of the configuration, or a file that is shown decoded. */
  readonly file?: { readonly uri: string; readonly isDocument: boolean };
  readonly children?: readonly ClusterNode[];
}
