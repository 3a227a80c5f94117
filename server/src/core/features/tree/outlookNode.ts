import type { ClusterNode } from "../../model/clusterNode.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { ClusterView } from "./clusterTree.ts";

/**
 * Whether the server would start on these files: each finding promises what the server does about it. A line that
 * pg_ident.conf does not load costs its maps only. Nothing for a lone file.
 */
export function outlookNode({ state, problems }: ClusterView): ClusterNode | undefined {
  const { key, cluster, members } = state;
  if (!cluster.mainFile) return undefined;
  const languageOf = ({ uri }: Diagnostic) => members.get(uri)?.document.language;
  const fatal = problems.filter(
    (problem) =>
      problem.serverEffect === "start-error" ||
      (problem.serverEffect === "line-error" && languageOf(problem) !== "pg-ident"),
  );
  const id = `${key}#outlook`;
  const [first] = fatal;
  if (!first) return { id, kind: "outlook", label: "No obstacle to a start is known" };
  const { uri, line, span } = first;
  const cause = fatal.length === 1 ? "1 error" : `${fatal.length} errors`;
  return {
    id,
    kind: "outlook",
    label: "It would not start",
    detail: `${cause}; at a reload the server keeps what it has`,
    severity: "error",
    place: { uri, line, span },
  };
}
