import type { Severity } from "./diagnostic.ts";

/** What is wrong with what a running server serves. */
export interface ServedFinding {
  /** The id of a rule for files, or one of those in server/docs/probe.md. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly detail?: string;
}

/** Whether a kind of clients takes a server's certificate for that of the host, where it verifies. */
export interface ClientView {
  readonly client: string;
  /** `null` where it depends on the version of the client. */
  readonly verifies: boolean | null;
  readonly reason: string;
}
