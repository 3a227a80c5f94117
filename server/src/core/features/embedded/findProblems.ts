import type { EmbeddedProblem } from "../../carriers/carrier.ts";
import { checkEmbedded } from "../../check/checkEmbedded.ts";
import type { HostState } from "../../gather/embeddedDocuments.ts";
import type { Diagnostic, Severity } from "../../model/diagnostic.ts";
import type { PlacedFinding } from "./findInParts.ts";
import { lineSpan } from "./places.ts";
import { withoutRepeats } from "./withoutRepeats.ts";

/** A problem of how a host document holds its parts, as a finding. */
interface PlacedProblem extends Pick<EmbeddedProblem, "place" | "append" | "wayOut"> {
  readonly diagnostic: Diagnostic;
}

/** What is wrong with how a host document holds its parts, as the user's settings let it through; `placed` is what was found in these. */
export function findProblems(
  uri: string,
  state: HostState,
  severityOf: Readonly<Record<string, Severity | "off">>,
  placed: readonly PlacedFinding[] = [],
): readonly PlacedProblem[] {
  const found = state.clusters.flatMap((cluster) =>
    checkEmbedded(cluster).flatMap(({ finding, problem }) => {
      const severity = severityOf[finding.rule] ?? finding.severity;
      const isRepeated = placed.some(
        ({ part, found: { rule } }) => rule === problem.unless && part.cluster === cluster,
      );
      if (severity === "off" || isRepeated) return [];
      const at = lineSpan(state.starts, problem.place);
      return [{ ...problem, diagnostic: { ...finding, severity, uri, ...at } }];
    }),
  );
  return withoutRepeats(found, ({ diagnostic }) => diagnostic);
}
