import type { ClusterContext } from "../cluster/context.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { toFinding } from "../ruleKit/toFinding.ts";

/** Judges a cluster as a whole by the rules that join its files (`clusterRules`). */
export function judgeCluster(context: ClusterContext, rules: readonly Rule[]): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const rule of rules) {
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
