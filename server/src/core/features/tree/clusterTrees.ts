import { diagnose } from "../../check/diagnose.ts";
import type { Located, Project } from "../../gather/workspace.ts";
import type { ClusterNode } from "../../model/clusterNode.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { outcomeOf } from "../outcome.ts";
import { clusterTree } from "./clusterTree.ts";

/** The clusters that documents belong to, each once, in the order of their paths. Documents that do not exist have none. */
export async function clusterTrees(
  project: Project,
  uris: readonly string[],
): Promise<readonly ClusterNode[]> {
  const trees = new Map<string, ClusterNode>();
  for (const uri of new Set(uris)) {
    if (trees.size === maxClusters) break;
    const located = await project.locate(uri);
    if (!located || trees.has(located.state.key)) continue;
    trees.set(located.state.key, await treeOf(project, located));
  }
  return [...trees].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tree]) => tree);
}

async function treeOf(project: Project, { state }: Located): Promise<ClusterNode> {
  const documents: Located[] = [];
  const problems: Diagnostic[] = [];
  for (const uri of state.members.keys()) {
    const located = await project.locate(uri);
    if (!located) continue;
    documents.push(located);
    problems.push(...diagnose(project, located));
  }
  const outcome = await outcomeOf(project, state);
  return clusterTree({ state, documents, problems, outcome, now: project.facts.now() });
}

const maxClusters = 100;
