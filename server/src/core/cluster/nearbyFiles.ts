import type { DirectoryEntry } from "../host.ts";
import type { Cluster } from "./cluster.ts";
import { type DecodedFile, isDecoded } from "./decodedFile.ts";
import { type Files, fileFacts } from "./files.ts";
import { folderOf, nameOf, pathOf, resolvePath } from "./uris.ts";

/** The files of a folder that may be certificates, keys or CRLs: a limited number, those that are named like PEM files first. */
export function pemCandidates(entries: readonly DirectoryEntry[], folder: string): string[] {
  const files = entries.filter(({ kind }) => kind === "file");
  const named = files.filter(({ name }) => pemName.test(name));
  const others = files.filter(({ name }) => !pemName.test(name) && !foreignName.test(name));
  return [...named, ...others].slice(0, maxFiles).map(({ name }) => resolvePath(name, folder, {}));
}

/** The certificate, key and CRL files of a folder, as far as they were decoded. */
export function pemFilesOf(folder: string, files: Files): DecodedFile[] {
  return pemCandidates(files.get(folder)?.entries ?? [], folder)
    .map((uri) => fileFacts(pathOf(uri), uri, files.get(uri)))
    .filter(isDecoded);
}

/** Where files may be that a fix can use: the folders of the files that a cluster names, its data directory, and a further one. */
export function nearbyFolders({ fileUses, dataDirectory }: Cluster, folder: string): string[] {
  const folders = new Set<string>();
  for (const { file } of fileUses) {
    if (file.uri && file.state !== "unknown")
      folders.add(file.state === "directory" ? file.uri : folderOf(file.uri));
  }
  for (const other of [folder, dataDirectory?.value]) if (other) folders.add(other.replace(/\/$/, ""));
  return [...folders].slice(0, maxFolders);
}

/** What the files hold that a cluster names, and those in the folders near them (`nearbyFolders`). */
export function nearbyFiles(cluster: Cluster, folder: string, files: Files): readonly DecodedFile[] {
  const found = new Map<string, DecodedFile>();
  for (const { file } of cluster.fileUses) if (isDecoded(file)) found.set(file.uri, file);
  for (const one of nearbyFolders(cluster, folder))
    for (const file of pemFilesOf(one, files)) if (!found.has(file.uri)) found.set(file.uri, file);
  return [...found.values()].sort((a, b) => Number(isPutAside(a)) - Number(isPutAside(b)));
}

/** What was put aside comes last. */
function isPutAside({ uri }: DecodedFile): boolean {
  return /\.(bak|old|orig)(\.\d+)?$|~$/.test(nameOf(uri));
}

/** Names that PEM files usually have. */
const pemName = /\.(pem|crt|cer|cert|key|crl|r\d+|dh|ca|bundle)$/i;
/** Files of a data directory that are something else, and may be many. */
const foreignName =
  /^PG_VERSION$|^postmaster\.|\.(conf|auto\.conf|log|sample|bak|pid|opts|history|done|ready|gz|sql|md|txt|json|lock)$/i;
const maxFiles = 50;
const maxFolders = 6;
