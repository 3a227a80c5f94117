import type { Facts } from "./facts.ts";
import { gatherPemFiles } from "./pemFiles.ts";

/** What an answer looks at beside the files that the configuration names, by URI. */
export interface Wanted {
  /** Files whose existence, mode and owner matter. */
  readonly files?: readonly string[];
  /** Files that are decoded. */
  readonly decoded?: readonly string[];
  /** Folders whose entries matter. */
  readonly folders?: readonly string[];
  /** Folders whose certificate, key and CRL files are decoded; only for trusted workspaces. */
  readonly pemFolders?: readonly string[];
}

/** Looks at what is wanted, so that it is known afterwards. */
export async function lookAt(wanted: Wanted, facts: Facts): Promise<void> {
  const { files = [], decoded = [], folders = [], pemFolders = [] } = wanted;
  await facts.lookAtAll(files);
  for (const uri of decoded) await facts.file(uri, uri, true);
  for (const uri of folders) await facts.directory(uri);
  for (const uri of pemFolders) await gatherPemFiles((await facts.directory(uri)) ?? [], uri, facts);
}
