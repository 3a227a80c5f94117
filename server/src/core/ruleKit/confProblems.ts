import type { Cluster } from "../cluster/cluster.ts";
import type { ClusterContext } from "../cluster/context.ts";
import { type JudgedAssignment, judgedAssignments } from "../cluster/judgedAssignments.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { ValueProblem } from "../syntax/conf/value.ts";
import type { ReportAt } from "./rule.ts";

type Problem<Kind extends ValueProblem["kind"]> = Extract<ValueProblem, { readonly kind: Kind }>;

/** Reports every value that the server refuses for one kind of reason, at the value. */
export function reportProblems<Kind extends ValueProblem["kind"]>(
  kind: Kind,
  { cluster }: ClusterContext,
  report: ReportAt,
  words: (judged: JudgedAssignment, problem: Problem<Kind>) => string,
): void {
  for (const judged of judgedAssignments(cluster)) {
    const { problem, assignment } = judged;
    if (problem?.kind !== kind) continue;
    const atStart = problem.kind === "special" && problem.atStart;
    report(assignment.place, words(judged, problem as Problem<Kind>), {
      ...(atStart && { serverEffect: "start-error" }),
      reloadEffect: atStart ? null : "keeps-setting",
    });
  }
}

/** The assignment whose name or value a finding marks. */
export function assignmentAt(finding: Diagnostic, cluster: Cluster): JudgedAssignment | undefined {
  return judgedAssignments(cluster).find(
    ({ assignment: { place, namePlace } }) =>
      place.uri === finding.uri &&
      place.line === finding.line &&
      (place.span.start === finding.span.start || namePlace.span.start === finding.span.start),
  );
}

/** What a value does that the server cannot use. */
export const refused = "The server does not start with it; a reload keeps the old value.";
