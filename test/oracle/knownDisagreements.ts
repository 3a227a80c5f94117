import type { ServerVersion } from "../../server/src/core/model/serverVersion.ts";
import type { Disagreement } from "./compare.ts";
import type { Kind } from "./refusals.ts";

/** A disagreement that is known and accepted for now. */
export interface KnownDisagreement {
  readonly kind: Kind;
  readonly versions?: readonly ServerVersion[];
  /** The texts that it is about. */
  readonly pattern: RegExp;
  /** One of them, on which a test sees that the disagreement is still there. */
  readonly example: string;
  readonly reason: string;
}

/** All of them. A row goes as soon as its example no longer disagrees: a test fails until it does. */
export const knownDisagreements: readonly KnownDisagreement[] = [];

/** The row that a disagreement falls under. */
export function knownDisagreement({ kind, version, text }: Disagreement): KnownDisagreement | undefined {
  return knownDisagreements.find(
    (row) => row.kind === kind && (row.versions?.includes(version) ?? true) && row.pattern.test(text),
  );
}
