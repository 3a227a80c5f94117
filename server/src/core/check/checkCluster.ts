import type { ClusterContext } from "../cluster/context.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { ReportAt } from "../ruleKit/rule.ts";
import { moreOf, toFinding } from "../ruleKit/toFinding.ts";
import { enough, untilEnough } from "./enough.ts";
import { clusterRules } from "./ruleSets.ts";

/** Findings that one rule reports in one cluster: the same setting may be assigned on any number of lines. */
const maxFindings = 10_000;

/** Checks a cluster as a whole by the rules that join its files (`clusterRules`). */
export function checkCluster(context: ClusterContext): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const rule of clusterRules) {
    let count = 0;
    const report: ReportAt = ({ span, uri, line }, message, details) => {
      const isEnough = count++ === maxFindings;
      const finding = isEnough
        ? moreOf(rule, span, "cluster", details)
        : toFinding(rule, span, message, details);
      diagnostics.push({ ...finding, uri, line });
      if (isEnough) throw enough;
    };
    untilEnough(() => rule.cluster?.(context, report));
  }
  return diagnostics;
}
