import { l10n, type Uri, workspace } from "vscode";
import { findMainFiles } from "../mainFiles.ts";
import { pickOne } from "./inputs.ts";
import type { Question } from "./promptAll.ts";

/** Answers with a cluster, known by one of its documents. */
export interface WithCluster {
  readonly document: Uri;
}

/**
 * The clusters that a command may be meant for, each by one of its documents: that of the active editor alone, or else those
 * in the workspace.
 */
export async function clustersFor(active: Uri | undefined): Promise<readonly Uri[]> {
  if (active) return [active];
  const found = await findMainFiles();
  const byFolder = new Map<string, Uri>();
  for (const uri of found.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    byFolder.set(uri.path.replace(/[^/]*$/, ""), uri); // postgresql.conf sorts last
  }
  return [...byFolder.values()];
}

/** Lets the user choose one of several clusters. */
export function clusterQuestion<Answers extends WithCluster>(clusters: readonly Uri[]): Question<Answers> {
  return {
    when: () => clusters.length > 1,
    async prompt(answers, frame) {
      const choices = clusters.map((uri) => ({ label: workspace.asRelativePath(uri), value: uri }));
      const document = await pickOne(frame, l10n.t("Which cluster?"), choices, answers.document);
      return document && ({ document } as Partial<Answers>);
    },
  };
}
