import { join } from "node:path";
import type { DirectoryEntry } from "../../core/host.ts";
import { toUri } from "../../disk/fileUri.ts";
import { nodeHost } from "../../disk/nodeHost.ts";

/** Endings of names under which certificates, requests, CRLs and keys usually lie; those of a CRL directory end in `.r0`. */
const endings = /\.(?:pem|crt|cer|der|key|csr|req|crl|r\d+|\d)$/i;

/** The paths, with the files of such names in place of a folder; a folder that cannot be read or has none goes to `cannot`. */
export async function pemFilesIn(
  paths: readonly string[],
  cannot: (path: string, why: string) => void,
): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const uri = toUri(path);
    const stat = path === "-" ? undefined : await nodeHost.stat(uri);
    if (typeof stat !== "object" || stat.kind !== "directory") {
      found.push(path);
      continue;
    }
    const entries = await nodeHost.readDirectory(uri);
    const names =
      entries && entries !== "no-answer" ? entries.filter(isPemFile).map(({ name }) => name) : undefined;
    if (!names) cannot(path, "no permission to read");
    else if (names.length === 0) cannot(path, "there is no certificate, key or CRL file there");
    else found.push(...names.sort().map((name) => join(path, name)));
  }
  return found;
}

function isPemFile({ kind, name }: DirectoryEntry): boolean {
  return kind === "file" && endings.test(name);
}
