import type { ClusterContext } from "../cluster/context.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { toFinding } from "../ruleKit/toFinding.ts";
import { clusterRules } from "./ruleSets.ts";

/** Checks a cluster as a whole by the rules that join its files (`clusterRules`). */
export function checkCluster(context: ClusterContext): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const rule of clusterRules) {
    rule.cluster?.(context, (place, message, details) => {
      diagnostics.push({
        ...toFinding(rule, place.span, message, details),
        uri: place.uri,
        line: place.line,
      });
    });
  }
  return diagnostics;
}
