import { type DecodedFile, isDecoded } from "../cluster/decodedFile.ts";
import { pemCandidates } from "../cluster/nearbyFiles.ts";
import { pathOf } from "../cluster/uris.ts";
import type { DirectoryEntry } from "../host.ts";
import type { Facts } from "./facts.ts";

/** Bytes beyond which a file of a folder is something else. */
const maxBytes = 128 * 1024;

/**
 * Reads the certificate, key and CRL files among the entries of a folder, small ones only. Private keys may be among them, so
 * this is for trusted workspaces.
 */
export async function gatherPemFiles(
  entries: readonly DirectoryEntry[],
  folder: string,
  facts: Facts,
): Promise<readonly DecodedFile[]> {
  const read: DecodedFile[] = [];
  for (const uri of pemCandidates(entries, folder)) {
    const stat = await facts.stat(uri);
    if (typeof stat !== "object" || stat.size > maxBytes) continue;
    const file = await facts.file(pathOf(uri), uri, true);
    if (isDecoded(file)) read.push(file);
  }
  return read;
}
