import { type HostComment, hasEffect } from "../../carriers/hostComments.ts";
import { Suppressions, unknownWords } from "../../check/suppressions.ts";
import type { HostState } from "../../gather/embeddedDocuments.ts";
import type { Diagnostic, Severity } from "../../model/diagnostic.ts";
import { byPlace } from "../../model/span.ts";
import { uselessComment } from "../../rules/directiveUnknown.ts";
import { lineSpan } from "./places.ts";

/** What comments of a host document let through of its findings, and what is wrong with the comments. */
export function withHostComments(
  uri: string,
  state: HostState,
  found: readonly Diagnostic[],
  severityOf: Readonly<Record<string, Severity | "off">>,
): readonly Diagnostic[] {
  if (state.comments.length === 0) return found;
  const own = state.comments.flatMap((comment) =>
    findingsOf(comment, state).map((finding) => ({ ...finding, uri, line: comment.line })),
  );
  return suppressionsOf(state)
    .filter([...found, ...own], uri, (finding) => linesOf(state, finding))
    .flatMap((diagnostic) => {
      const severity = severityOf[diagnostic.rule] ?? diagnostic.severity;
      return severity === "off" ? [] : [{ ...diagnostic, severity }];
    })
    .sort(byPlace);
}

/** Whether a comment of the document silences a finding. */
export function isSilenced(state: HostState, finding: Diagnostic): boolean {
  if (state.comments.length === 0) return false;
  return !suppressionsOf(state)
    .filter([finding], finding.uri, (one) => linesOf(state, one))
    .includes(finding);
}

/** The line of a finding, and before it that of the scalar in which it is: an item of several lines has its comment above the first. */
export function linesOf(state: HostState, { line, span }: Diagnostic): readonly number[] {
  const offset = (state.starts[line] ?? 0) + span.start;
  for (const { file } of state.files)
    for (const { scalar } of file.entries)
      if (scalar.from <= offset && offset < scalar.to) return [lineSpan(state.starts, scalar).line, line];
  return [line];
}

function suppressionsOf({ comments }: HostState): Suppressions {
  const suppressions = new Suppressions();
  for (const { directive, line, target } of comments) suppressions.add(directive, line, target);
  return suppressions;
}

function findingsOf(comment: HostComment, { clusters }: HostState) {
  const { directive } = comment;
  return directive.kind === "file" && !hasEffect(comment, clusters)
    ? [uselessComment(directive.span)]
    : unknownWords(directive);
}
