import type { InlayHint } from "../model/navigation.ts";
import type { Cluster, FileUse } from "../project/cluster.ts";
import type { Located, Project } from "../project/project.ts";
import { fileInShort } from "./describe/fileInShort.ts";

/** What the files hold that values between two lines name, in a few words for each; only for files that exist here. */
export function inlayHints(
  project: Project,
  { index, state: { cluster } }: Located,
  firstLine: number,
  lastLine: number,
): readonly InlayHint[] {
  const { uri } = index.document;
  const now = project.facts.now();
  return usesOf(cluster).flatMap((use) => {
    const { uri: at, line, span } = use.place;
    if (use.isDefault || at !== uri || line < firstLine || lastLine < line) return [];
    const label = fileInShort(use, partnerOf(use, cluster), cluster.serverPlatform, now);
    return label ? [{ line, span, label }] : [];
  });
}

function usesOf({ fileUses, idleFileUses }: Cluster): readonly FileUse[] {
  return fileUses.length > 0 ? fileUses : idleFileUses;
}

/** The key that goes with a certificate, or the certificate with a key: of the settings, or of the same line of pg_hosts.conf. */
function partnerOf({ role, place, hostNames }: FileUse, cluster: Cluster): FileUse | undefined {
  const wanted = partners[role];
  return usesOf(cluster).find(
    (use) =>
      use.role === wanted &&
      (hostNames ? use.place.uri === place.uri && use.place.line === place.line : !use.hostNames),
  );
}

const partners: Readonly<Record<string, string>> = {
  ssl_cert_file: "ssl_key_file",
  ssl_key_file: "ssl_cert_file",
};
