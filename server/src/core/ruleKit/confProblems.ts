import type { CheckedAssignment } from "../cluster/checkedAssignments.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { ClusterContext } from "../cluster/context.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { ValueProblem } from "../syntax/conf/value.ts";
import { mayHoldSecret } from "../syntax/secrets.ts";
import type { ReportAt } from "./rule.ts";

type Problem<Kind extends ValueProblem["kind"]> = Extract<ValueProblem, { readonly kind: Kind }>;

/** Reports every value that the server refuses for one kind of reason, at the value. `explain` gives the detail. */
export function reportProblems<Kind extends ValueProblem["kind"]>(
  kind: Kind,
  { cluster }: ClusterContext,
  report: ReportAt,
  message: (checked: CheckedAssignment, problem: Problem<Kind>) => string,
  explain?: (problem: Problem<Kind>) => string,
): void {
  for (const checked of cluster.checkedAssignments) {
    const { problem, assignment } = checked;
    if (problem?.kind !== kind) continue;
    const atStart = problem.kind === "special" && problem.atStart;
    const refusal = atStart
      ? "The server loads this line, and then does not start."
      : valueRefused(logged[kind]);
    report(assignment.place, message(checked, problem as Problem<Kind>), {
      ...(explain && { detail: explain(problem as Problem<Kind>) }),
      refusal,
      ...(atStart && { serverEffect: "start-error" }),
      reloadEffect: atStart ? null : "keeps-setting",
    });
  }
}

/** The assignment whose name or value a finding marks. */
export function assignmentAt(finding: Diagnostic, cluster: Cluster): CheckedAssignment | undefined {
  return cluster.checkedAssignments.find(
    ({ assignment: { place, namePlace } }) =>
      place.uri === finding.uri &&
      place.line === finding.line &&
      (place.span.start === finding.span.start || namePlace.span.start === finding.span.start),
  );
}

/** What the server does with a value that it cannot use, and the words by which to find that in its log. */
export function valueRefused(logged: string): string {
  return `The server refuses to start, with “${logged}” in its log; a reload keeps the old value.`;
}

/** What the server does with a file that has an error of syntax, a name that it does not know, or a broken include. */
export function configurationRefused(logged = "syntax error in file"): string {
  return `The server refuses the whole configuration, with “${logged}” in its log: it does not start, and a reload changes nothing.`;
}

/** Whether messages may quote a text of a line: it is no part of a password, nor of a command, which may print one. */
export function isQuotable(name: string, text: string): boolean {
  return !/_command/i.test(name) && !mayHoldSecret(`${name} ${text}`);
}

const logged: Readonly<Record<ValueProblem["kind"], string>> = {
  boolean: "requires a Boolean value",
  enum: "invalid value for parameter",
  internal: "cannot be changed",
  number: "invalid value for parameter",
  range: "is outside the valid range for parameter",
  special: "invalid value for parameter",
  unit: "invalid value for parameter",
};
