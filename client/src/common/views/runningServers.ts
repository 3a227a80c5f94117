import type { TreeNode } from "./treeNode.ts";

/** What was found about running servers: lines of the tree below their clusters, in memory alone. */
export class RunningServers {
  readonly #lines = new Map<string, Map<string, TreeNode>>();
  readonly #show: () => void;

  constructor(show: () => void) {
    this.#show = show;
  }

  /** Shows a line in a cluster, in place of the one with the same id. */
  set(cluster: string, line: TreeNode): void {
    const lines = this.#lines.get(cluster) ?? new Map<string, TreeNode>();
    this.#lines.set(cluster, lines.set(line.id, line));
    this.#show();
  }

  /** The lines of a cluster. */
  of(cluster: string): readonly TreeNode[] {
    return [...(this.#lines.get(cluster)?.values() ?? [])];
  }
}
