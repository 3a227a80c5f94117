import type { ClusterNode } from "../../model/clusterNode.ts";
import type { Outcome } from "../../model/outcome.ts";
import { reloadInWords } from "../describe/reloadInWords.ts";
import type { ClusterView } from "./clusterTree.ts";
import { problemNode } from "./problemsNode.ts";

/** Causes that are shown one by one. */
const maxCauses = 50;

/** Whether the server would start on these files, and what a running one would make of them at a reload. */
export function outcomeNode({ snapshot: { key }, outcome, where }: ClusterView): ClusterNode | undefined {
  if (!outcome) return undefined;
  const { start, reload, causes, stopping, unknownReason } = outcome;
  const id = `${key}#outcome`;
  const refuses = start === "refuses";
  const { uri, line, span } = causes[0]?.finding ?? {};
  const count = refuses ? `${stopping} ${stopping === 1 ? "cause" : "causes"}` : undefined;
  const detail = [count, unknownReason, reloadInWords(reload)].filter(Boolean).join(" · ");
  const stops = causes.slice(0, refuses ? Math.min(stopping, maxCauses) : 0);
  return {
    id,
    kind: start === "unknown" ? "unknown" : "outcome",
    label: startInWords[start],
    ...(detail && { detail }),
    ...(refuses && { severity: "error" as const }),
    ...(refuses && uri !== undefined && line !== undefined && span && { place: { uri, line, span } }),
    ...(stops.length > 0 && {
      children: stops.map(({ finding }, index) => problemNode(finding, id, index, where)),
    }),
  };
}

const startInWords: Readonly<Record<Outcome["start"], string>> = {
  starts: "It would start",
  refuses: "It would not start",
  unknown: "Whether it would start is not known here",
};
