import type { Severity } from "../model/diagnostic.ts";
import { rules } from "../rules/index.generated.ts";

/** What a report says of a rule beside its findings. */
export interface RuleDescription {
  readonly id: string;
  /** One sentence. */
  readonly summary: string;
  readonly severity: Severity;
  /** What to do instead. Markdown. */
  readonly instead: string;
}

/** A rule by its id. */
export function describeRule(id: string): RuleDescription | undefined {
  return rules.find((rule) => rule.id === id);
}

/** The ids of all rules. */
export function ruleIds(): readonly string[] {
  return rules.map(({ id }) => id);
}
