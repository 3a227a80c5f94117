import type { WantedConfiguration } from "./configuration/wanted.ts";
import type { ClientAdvice, FileKind, NeededSecret, Note } from "./plan.ts";
import type { SetupRequest, SetupSecrets } from "./request.ts";

/** What one path of a set-up plans, and how the files are made. */
export interface PathPlan {
  readonly summary: string;
  readonly request: SetupRequest;
  readonly files: readonly FileSpec[];
  readonly secrets: readonly NeededSecret[];
  readonly notes: readonly Note[];
  /** See `SetupPlan.steps`; none where absent. */
  readonly steps?: readonly string[];
  readonly wanted: WantedConfiguration;
  readonly clients: readonly ClientAdvice[];
  /** Makes what the files are to hold, by path. Nothing is written. @throws SetupProblem */
  make(making: Making): Promise<Contents>;
}

/** A file that is to be written. */
export interface FileSpec {
  readonly path: string;
  readonly kind: FileKind;
  readonly description: string;
  /** See `PlannedFile.replaces`. */
  readonly replaces?: boolean;
}

export type Contents = ReadonlyMap<string, Uint8Array | string>;

/** What is at hand when files are made. */
export interface Making {
  readonly secrets: SetupSecrets;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Reports what is being done now; throws when the user has cancelled. */
  step(message: string): void;
}

/** Only the user who needs them reads keys; all else is public. */
export function modeOf(kind: FileKind): number {
  return secretKinds.has(kind) ? 0o600 : 0o644;
}

export const secretKinds: ReadonlySet<FileKind> = new Set<FileKind>([
  "server-key",
  "ca-key",
  "client-key",
  "client-pkcs12",
  "client-pkcs8",
]);
