import type { BuildFeature, OpenSslFamily } from "../model/serverBuild.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { EffectiveSettings } from "../model/settings.ts";
import type { Place, Span } from "../model/span.ts";
import type { IdentRecord } from "../syntax/ident/identRecord.ts";
import type { Cluster } from "./cluster.ts";
import type { KnownClient } from "./knownClients.ts";

/** What the check of a line of any file may depend on, beside the line. */
export interface LineContext {
  readonly uri: string;
  readonly serverVersion: ServerVersion;
  /** The server is older than all versions that are known: it may have settings that none of these has. */
  readonly isServerOlder?: true;
  /** As in `Cluster`. */
  readonly isVersionUnknown?: true;
  readonly build: ReadonlySet<BuildFeature>;
  readonly openSsl: OpenSslFamily;
  /** The file that a path in this file names; a relative one starts at the file's folder. */
  reference(path: string): ReferencedFile;
  /** The same for a directory whose `*.conf` files are included. */
  referencedDirectory(path: string): ReferencedDirectory;
}

/** The settings on which the check of an authentication file depends. */
export const authSettings = [
  "ssl",
  "ssl_ca_file",
  "ssl_sni",
  "oauth_validator_libraries",
  "db_user_namespace",
] as const;

/** What the check of a line of pg_hba.conf, pg_ident.conf or pg_hosts.conf may depend on. */
export interface AuthContext extends LineContext {
  /** Absent when the cluster's postgresql.conf is not known: then nothing that depends on it can be checked. */
  readonly settings?: EffectiveSettings<(typeof authSettings)[number]>;
  /** The map names of pg_ident.conf, absent when that file is not known. */
  readonly identMaps?: ReadonlySet<string>;
  /** Why the server loads no map of pg_ident.conf; for pg_hba.conf only. */
  readonly identFault?: IdentFault;
  /** Clients whose certificates are at hand; absent where there are none. */
  readonly clients?: readonly KnownClient[];
  /** With `clients`: the lines of pg_ident.conf; absent where they are not all known, or the server does not load them. */
  readonly maps?: readonly IdentRecord[];
  /** The file's mode where every user of the server's machine can read it. */
  readonly openMode?: number;
  /** The deepest level of inclusion at which the server reads the file: 0 (or absent) for a main file, at most 10. */
  readonly includeDepth?: number;
}

/** A file of maps that is at fault: by the line that the server refuses, or (without a place) since the server has no permission to read it. */
export interface IdentFault {
  readonly uri: string;
  readonly place?: Place;
}

/** A client that a record means by the name of its role, and that is refused there. */
export interface ClientRefusal {
  /** The word of the record that means it. */
  readonly span: Span;
  /** Whose certificate it is, and what the server finds wrong with its name. */
  readonly title: string;
  readonly reason: string;
}

/** A file that a line names with `@`, `include` and the like. */
export type ReferencedFile =
  | {
      readonly state: "text";
      readonly uri: string;
      readonly text: string;
      /** The file's mode where every user of the server's machine can read it. */
      readonly openMode?: number;
    }
  /** `unreadable` by this process; `no-answer` from its file system; `forbidden` to the server's user, by mode and owner. */
  | {
      readonly state: "missing" | "unreadable" | "no-answer" | "forbidden" | "directory" | "too-large";
      readonly uri: string;
    }
  /** Not on this machine, which is not the server's: it may be on that one. */
  | { readonly state: "elsewhere" }
  /** Facts that are still being gathered, or a document that has no folder. */
  | { readonly state: "unknown" };

/** A directory that a line names with `include_dir`. */
export type ReferencedDirectory =
  | {
      readonly state: "entries";
      readonly uri: string;
      /** Whether any file of the directory is included. */
      readonly hasFiles: boolean;
      readonly dangling?: string;
      /** An included file that the server's user has no permission to read. */
      readonly forbidden?: string;
    }
  /** `forbidden`: the server's user may not enter it, or not see what it holds. */
  | { readonly state: "missing" | "no-answer" | "forbidden"; readonly uri: string }
  | { readonly state: "elsewhere" | "unknown" };

/** What the check of a cluster as a whole may depend on. */
export interface ClusterContext {
  readonly cluster: Cluster;
  /** Milliseconds since 1970. */
  readonly now: number;
}
