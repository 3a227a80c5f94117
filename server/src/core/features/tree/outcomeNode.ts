import type { ClusterNode } from "../../model/clusterNode.ts";
import type { Outcome } from "../../model/outcome.ts";
import { reloadInWords } from "../describe/reloadInWords.ts";
import type { ClusterView } from "./clusterTree.ts";

/** Whether the server would start on these files, and what a running one would make of them at a reload. */
export function outcomeNode({ snapshot: { key }, outcome }: ClusterView): ClusterNode | undefined {
  if (!outcome) return undefined;
  const { start, reload, causes } = outcome;
  const refuses = start === "refuses";
  const { uri, line, span } = causes[0]?.finding ?? {};
  const detail = reloadInWords(reload);
  return {
    id: `${key}#outcome`,
    kind: start === "unknown" ? "unknown" : "outcome",
    label: startInWords[start],
    ...(detail && { detail }),
    ...(refuses && { severity: "error" as const }),
    ...(refuses && uri !== undefined && line !== undefined && span && { place: { uri, line, span } }),
  };
}

const startInWords: Readonly<Record<Outcome["start"], string>> = {
  starts: "It would start",
  refuses: "It would not start",
  unknown: "Whether it would start is not known here",
};
