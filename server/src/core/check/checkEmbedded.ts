import type { EmbeddedCluster, EmbeddedProblem } from "../carriers/carrier.ts";
import type { Finding } from "../model/diagnostic.ts";
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
      const described = rule.embedded?.(problem, carrier.name);
      if (!described) return [];
      const { span, ...finding } = toFinding(rule, noSpan, described.message, described.details);
      return [{ finding, problem }];
    }),
  );
}

const noSpan = { start: 0, end: 0 };
