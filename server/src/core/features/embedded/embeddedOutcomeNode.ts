import type { EmbeddedCluster } from "../../carriers/carrier.ts";
import type { ClusterNode } from "../../model/clusterNode.ts";
import type { ClusterView } from "../tree/clusterTree.ts";
import { problemNode } from "../tree/problemsNode.ts";
import { carrierEffect } from "./carrierEffect.ts";
import type { PlacedFinding } from "./findInParts.ts";

/** Findings that are shown one by one. */
const maxCauses = 50;

/** What the carrier and the server do with the lines of a host document, in the carrier's words. */
export function embeddedOutcomeNode(
  { snapshot: { key }, problems, where }: ClusterView,
  { carrier }: EmbeddedCluster,
  placed: readonly PlacedFinding[],
): ClusterNode {
  const id = `${key}#outcome`;
  const refused = placed.filter(
    ({ shown: { serverEffect } }) => serverEffect === "line-error" || serverEffect === "start-error",
  );
  const leftOut = placed.filter(
    ({ found, shown }) => found.serverEffect !== null && shown.serverEffect === null,
  );
  const [first] = refused.length > 0 ? refused : leftOut;
  if (!first)
    return {
      id,
      kind: "unknown",
      label: "Nothing that the server refuses",
      detail: "as far as it is known here",
    };
  const causes = refused.length > 0 ? refused : leftOut;
  const inWords = `${causes.length} ${causes.length === 1 ? "line" : "lines"}`;
  const detail = carrierEffect(first.part, first.found).words;
  const children = causes.slice(0, maxCauses).flatMap(({ found }, index) => {
    const problem = problems.find(
      ({ rule, uri, line, span }) =>
        rule === found.rule && uri === found.uri && line === found.line && span.start === found.span.start,
    );
    return problem ? [problemNode(problem, id, index, where)] : [];
  });
  const { uri, line, span } = first.found;
  return {
    id,
    kind: "outcome",
    label: refused.length > 0 ? `The server refuses ${inWords}` : `${carrier.name} leaves out ${inWords}`,
    ...(detail !== undefined && { detail }),
    severity: refused.length > 0 ? "error" : "warning",
    place: { uri, line, span },
    children,
  };
}
