import type { Snapshot } from "../../cluster/snapshot.ts";
import type { Workspace } from "../../gather/workspace.ts";
import { extendService } from "../documentKind.ts";
import type { LanguageService } from "../languageService.ts";
import { checkStandby, withStandbyFindings } from "./checkStandby.ts";

/** Clusters that are compared with a standby at the most: among more, none is the only one that fits for certain. */
const maxOthers = 30;

/** A service that also compares `primary_conninfo` with the other clusters at hand; `findClusters` has those that are not known yet. */
export function withStandbys(
  inner: LanguageService,
  workspace: Workspace,
  findClusters: () => Promise<readonly string[]> = async () => [],
): LanguageService {
  const othersThan = async ({ key }: Snapshot): Promise<readonly Snapshot[]> => {
    const others = new Map<string, Snapshot>();
    for (const uri of new Set([...(await inner.knownDocuments()), ...(await findClusters())])) {
      const snapshot = uri === key ? undefined : await workspace.snapshot(uri);
      if (snapshot?.cluster.mainFile && snapshot.key !== key) others.set(snapshot.key, snapshot);
      if (others.size > maxOthers) return [];
    }
    return [...others.values()];
  };
  return extendService(inner, {
    async diagnose(uri) {
      const shown = await inner.diagnose(uri);
      const snapshot = await workspace.snapshot(uri);
      if (!shown || snapshot?.cluster.standby?.place.uri !== uri) return shown;
      const others = await othersThan(snapshot);
      const found = await checkStandby(snapshot, others, { workspace, explain: inner.explain });
      const now = found.length > 0 ? await workspace.snapshot(uri) : undefined;
      // After an edit meanwhile the places would be others.
      return now?.records.document.source === snapshot.records.document.source &&
        now.records === snapshot.records
        ? withStandbyFindings(shown, found, snapshot)
        : shown;
    },
  });
}
