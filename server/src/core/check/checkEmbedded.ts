import type { EmbeddedCluster, EmbeddedProblem } from "../carriers/carrier.ts";
import type { Finding } from "../model/diagnostic.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { toFinding } from "../ruleKit/toFinding.ts";
import { embeddedRules } from "./ruleSets.ts";

/** A finding about a host document, and the problem that it is about. */
export interface HostFinding {
  readonly finding: Omit<Finding, "span">;
  readonly problem: EmbeddedProblem;
}

/** Checks how a document holds configuration, by the rules for that. */
export function checkEmbedded({ carrier, problems }: EmbeddedCluster): readonly HostFinding[] {
  return problems.flatMap((problem) =>
    embeddedRules.flatMap((rule) => {
      const finding = findingOf(problem, rule, carrier);
      return finding ? [{ finding, problem }] : [];
    }),
  );
}

function findingOf(
  { kind, word, detail: own }: EmbeddedProblem,
  rule: Rule,
  carrier: EmbeddedCluster["carrier"],
): HostFinding["finding"] | undefined {
  const { embedded } = rule;
  const message = embedded?.kind === kind ? embedded.message(word, carrier) : undefined;
  if (message === undefined) return undefined;
  const detail = own ?? embedded?.detail?.(word, carrier);
  const { span, ...finding } = toFinding(rule, noSpan, message, detail ? { detail } : {});
  return finding;
}

const noSpan = { start: 0, end: 0 };
