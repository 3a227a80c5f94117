import type { Pki } from "../pki.ts";
import type { Cluster } from "./cluster.ts";
import type { AuthContext } from "./context.ts";
import type { Files } from "./files.ts";
import type { HiddenWords } from "./hiddenWords.ts";
import { type PathBase, pathBaseIn } from "./pathBase.ts";
import type { ProjectSettings } from "./projectSettings.ts";
import type { Records } from "./records.ts";
import type { SettingsFile } from "./settingsFile.ts";

/** A cluster with all of its documents at one moment. It never changes; what did not change since the one before is the same object. */
export interface ClusterSnapshot {
  /** The URI of the main postgresql.conf, or of the lone file when there is none. */
  readonly key: string;
  readonly cluster: Cluster;
  /** All documents of the cluster, by URI, in the order in which the server reads them. */
  readonly members: ReadonlyMap<string, Records>;
  /** What the records of each member are checked under. */
  readonly contexts: ReadonlyMap<string, AuthContext>;
  /** For each authentication file the files that its include directives lead to, directive by directive. */
  readonly includes: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly settings: ProjectSettings;
  /** The file from which a part of the settings comes. */
  readonly settingsFile?: SettingsFile;
  /** What may not be shown of the documents and of other files. */
  readonly hidden: HiddenWords;
  /** What was looked at in the file system. */
  readonly files: Files;
  /** The X.509 code; absent until a file was decoded. */
  readonly pki?: Pki;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A document with the cluster that it belongs to. */
export interface Snapshot extends ClusterSnapshot {
  readonly records: Records;
  readonly context: AuthContext;
}

/** Another document of the same cluster; `undefined` for one that is none of its members. */
export function snapshotOf(snapshot: ClusterSnapshot, uri: string): Snapshot | undefined {
  const records = snapshot.members.get(uri);
  const context = snapshot.contexts.get(uri);
  return records && context && { ...snapshot, records, context };
}

/** Where the paths of the cluster's certificate and key files start. */
export function pathBaseOf({ cluster, key, settings }: ClusterSnapshot): PathBase {
  return pathBaseIn(cluster, key, settings);
}
