import type { Diagnostic } from "../model/diagnostic.ts";
import type { ClusterContext } from "./context.ts";
import { rules } from "./index.ts";
import { toFinding } from "./judge.ts";

const clusterRules = rules.filter((rule) => rule.cluster);

/** Judges a cluster as a whole by the rules that join its files. */
export function judgeCluster(context: ClusterContext): readonly Diagnostic[] {
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
