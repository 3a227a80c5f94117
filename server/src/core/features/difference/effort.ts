import type { RegexEffort } from "../../syntax/regex/positionMatcher.ts";

/** Work that a comparison may take yet. */
export interface Effort {
  steps: number;
  /** Of regular expressions; which match beyond is not known. */
  readonly patterns: RegexEffort;
  /** What is known of expressions and names. */
  readonly matches: Map<string, boolean | undefined>;
}

/** Work that a comparison may take, which is a few seconds. */
export function newEffort(): Effort {
  return { steps: 10_000_000, patterns: { steps: 5_000_000 }, matches: new Map() };
}

/** The comparison takes more work than it may. */
export class TooMuchWork extends Error {}

/** Counts work. @throws TooMuchWork */
export function work(effort: Effort, steps: number): void {
  effort.steps -= steps;
  if (effort.steps < 0) throw new TooMuchWork();
}
