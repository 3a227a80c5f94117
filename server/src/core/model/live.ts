import type { Severity } from "./diagnostic.ts";

/** Something about a running server that its files do not show. */
export interface LiveFinding {
  /** One of those in server/docs/live.md. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** On the server. */
  readonly path?: string;
  /** From 1. */
  readonly line?: number;
  readonly detail?: string;
}

/** What `pgssl live --format json` says of a server. */
export interface LiveAnswer {
  readonly version: string;
  /** ISO 8601. */
  readonly loadedAt: string | null;
  /** Whether the session that looked is over TLS. */
  readonly tls: boolean;
  /** How many other sessions there are. */
  readonly sessions: number;
  readonly settings: readonly Readonly<Record<string, unknown>>[];
  readonly findings: readonly LiveFinding[];
  /** With files as they were loaded: connections that fare differently since, as `pgssl diff` has them. */
  readonly changes?: readonly unknown[];
  /** With `--reload`: what the server did. */
  readonly reload?: readonly LiveFinding[];
  /** With `--reload`: the same as above, read after it. */
  readonly after?: LiveAnswer;
}
