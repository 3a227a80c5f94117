import { type HostComment, hasEffect } from "../../carriers/hostComments.ts";
import { scalarAt } from "../../carriers/scalarAt.ts";
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
    .filter([...found, ...own], uri, linesIn(state))
    .flatMap((diagnostic) => {
      const severity = severityOf[diagnostic.rule] ?? diagnostic.severity;
      return severity === "off" ? [] : [{ ...diagnostic, severity }];
    })
    .sort(byPlace);
}

/** Whether comments of the document silence a finding. */
export function silencedIn(state: HostState): (finding: Diagnostic) => boolean {
  if (state.comments.length === 0) return () => false;
  const suppressions = suppressionsOf(state);
  const linesOf = linesIn(state);
  return (finding) => suppressions.silence(finding, linesOf(finding));
}

/** The line of a finding, and before it that of the scalar in which it is: an item of several lines has its comment above the first. */
export function linesIn({ files, starts }: HostState): (finding: Diagnostic) => readonly number[] {
  const find = scalarAt(files.map(({ file }) => file));
  return ({ line, span }) => {
    const scalar = find((starts[line] ?? 0) + span.start);
    return scalar ? [lineSpan(starts, scalar).line, line] : [line];
  };
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
