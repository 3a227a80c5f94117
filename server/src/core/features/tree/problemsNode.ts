import { embeddedScheme, pathOf } from "../../cluster/uris.ts";
import type { ClusterNode } from "../../model/clusterNode.ts";
import type { Diagnostic, Severity } from "../../model/diagnostic.ts";
import { visible } from "../hover/render.ts";
import type { ClusterView } from "./clusterTree.ts";

/** What is wrong in a cluster, the worst first; each leads to its line. */
export function problemsNode({ snapshot: { key }, problems, where }: ClusterView): ClusterNode {
  const id = `${key}#problems`;
  if (problems.length === 0) return { id, kind: "note", label: "No problems" };
  const children = bySeverity(problems)
    .slice(0, maxProblems)
    .map((problem, index) => problemNode(problem, id, index, where));
  const left = problems.length - children.length;
  const severity = worst(problems);
  return {
    id,
    kind: "problems",
    label: "Problems",
    detail: countsInWords(problems) ?? "",
    ...(severity && { severity }),
    children: left > 0 ? [...children, { id: `${id}/rest`, kind: "note", label: `${left} more` }] : children,
  };
}

/** A finding as a line of the tree, which leads to its place. */
export function problemNode(
  problem: Diagnostic,
  parent: string,
  index: number,
  where: ClusterView["where"],
): ClusterNode {
  const { uri, line, span, rule, severity, message, detail } = problem;
  const at = uri.startsWith(embeddedScheme) ? where(problem) : `${pathOf(uri)}:${line + 1}`;
  return {
    id: `${parent}/${index}`,
    kind: "problem",
    label: visible(message),
    detail: `${where(problem)} ${rule}`,
    more: `${detail ? `${detail}\n\n` : ""}${at}`,
    severity,
    place: { uri, line, span },
  };
}

/** From the worst to the mildest. */
const severities: readonly Severity[] = ["error", "warning", "information", "hint"];

/** Findings from the worst to the mildest. */
export function bySeverity(problems: readonly Diagnostic[]): Diagnostic[] {
  return [...problems].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

/** The worst severity among findings. */
export function worst(problems: readonly Diagnostic[]): Severity | undefined {
  return severities.find((severity) => problems.some((problem) => problem.severity === severity));
}

/** How many there are of each severity: `2 errors, 1 hint`; `undefined` when there are none. */
export function countsInWords(problems: readonly Diagnostic[]): string | undefined {
  const counts = severities.flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    if (count === 0) return [];
    const word = severity === "information" ? "note" : severity;
    return [`${count} ${word}${count === 1 ? "" : "s"}`];
  });
  return counts.length > 0 ? counts.join(", ") : undefined;
}

const maxProblems = 500;
