import type { Diagnostic, ReloadEffect } from "./diagnostic.ts";

/** What becomes of one part of the configuration at a reload. */
export type Reloaded = "applied" | "kept" | "unknown";

/** What a server does with the files of a cluster as they are now. *Unknown*: the files alone do not say. */
export interface Outcome {
  /** The URI of the main postgresql.conf. */
  readonly mainFile: string;
  readonly start: "starts" | "refuses" | "unknown";
  /** Why it is unknown whether the server starts. */
  readonly unknownReason?: string;
  /** A running server that was started with an earlier state of the files and reloads them (`pg_reload_conf`). */
  readonly reload: {
    readonly server: "runs" | "stops" | "unknown";
    /** `partly`: all but the settings at fault. What waits for a restart anyway does not count. */
    readonly settings: Reloaded | "partly";
    readonly hba: Reloaded;
    readonly ident: Reloaded;
    /** Certificates, keys, CAs and lists go together; `off`: there is no TLS afterwards. */
    readonly ssl: Reloaded | "off";
  };
  /** Whether connections that need a file or a map are refused by a server that runs with these files. */
  readonly connections: "as-configured" | "some-refused";
  /** The findings behind all this, those that stop the start first. */
  readonly causes: readonly Cause[];
  /** How many of the causes, from the first, stop the start. */
  readonly stopping: number;
}

/** A finding with what it does at a reload. */
export interface Cause {
  readonly finding: Diagnostic;
  readonly reloadEffect: ReloadEffect | null;
}
