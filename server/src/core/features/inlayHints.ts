import { namedFiles, partnerOf } from "../cluster/cluster.ts";
import type { Snapshot } from "../cluster/snapshot.ts";
import type { InlayHint } from "../model/navigation.ts";
import { fileInShort } from "./describe/fileInShort.ts";

/** What the files hold that values between two lines name, in a few words for each; only for files that exist here. */
export function inlayHints(
  { records, cluster, now }: Snapshot,
  firstLine: number,
  lastLine: number,
): readonly InlayHint[] {
  const { uri } = records.document;
  return namedFiles(cluster).flatMap((use) => {
    const { uri: at, line, span } = use.place;
    if (use.isDefault || at !== uri || line < firstLine || lastLine < line) return [];
    const label = fileInShort(use, partnerOf(use, cluster), cluster.serverPlatform, now);
    return label ? [{ line, span, label }] : [];
  });
}
