import type { Cluster } from "../cluster/cluster.ts";
import { type DecodedFile, isDecoded } from "../cluster/decodedFile.ts";
import { folderOf, nameOf, pathOf, resolvePath } from "../cluster/uris.ts";
import type { DirectoryEntry } from "../host.ts";
import type { Facts } from "./facts.ts";

/**
 * Reads certificate, key and CRL files of a folder: a limited number of small ones, those that are named like PEM files first.
 * Private keys may be among them, so this is for trusted workspaces only.
 */
export async function pemFilesIn(
  files: readonly DirectoryEntry[],
  folder: string,
  facts: Facts,
): Promise<readonly DecodedFile[]> {
  const named = files.filter(({ name }) => pemName.test(name));
  const others = files.filter(({ name }) => !pemName.test(name) && !foreignName.test(name));
  const read: DecodedFile[] = [];
  for (const { name } of [...named, ...others].slice(0, maxFiles)) {
    const uri = resolvePath(name, folder, {});
    const stat = await facts.stat(uri);
    if (typeof stat !== "object" || stat.size > maxBytes) continue;
    const file = await facts.file(pathOf(uri), uri, true);
    if (isDecoded(file)) read.push(file);
  }
  return read;
}

/** What the files hold that a cluster names, and those beside them and in a further folder. */
export async function nearbyFiles(
  { fileUses, dataDirectory }: Cluster,
  folder: string,
  facts: Facts,
): Promise<readonly DecodedFile[]> {
  const found = new Map<string, DecodedFile>();
  for (const { file } of fileUses) if (isDecoded(file)) found.set(file.uri, file);
  const folders = new Set<string>();
  for (const { file } of fileUses) {
    if (file.uri && file.state !== "unknown")
      folders.add(file.state === "directory" ? file.uri : folderOf(file.uri));
  }
  for (const other of [folder, dataDirectory?.value]) if (other) folders.add(other.replace(/\/$/, ""));
  for (const one of [...folders].slice(0, maxFolders)) {
    const entries = ((await facts.directory(one)) ?? []).filter(({ kind }) => kind === "file");
    for (const file of await pemFilesIn(entries, one, facts)) {
      if (!found.has(file.uri)) found.set(file.uri, file);
    }
  }
  return [...found.values()].sort(byKept);
}

/** What was put aside comes last. */
function byKept(a: DecodedFile, b: DecodedFile): number {
  return Number(isPutAside(a)) - Number(isPutAside(b));
}

function isPutAside({ uri }: DecodedFile): boolean {
  return /\.(bak|old|orig)(\.\d+)?$|~$/.test(nameOf(uri));
}

/** Names that PEM files usually have. */
const pemName = /\.(pem|crt|cer|cert|key|crl|r\d+|dh|ca|bundle)$/i;
/** Files of a data directory that are something else, and may be many. */
const foreignName =
  /^PG_VERSION$|^postmaster\.|\.(conf|auto\.conf|log|sample|bak|pid|opts|history|done|ready|gz|sql|md|txt|json|lock)$/i;
const maxFiles = 50;
const maxBytes = 128 * 1024;
const maxFolders = 6;
