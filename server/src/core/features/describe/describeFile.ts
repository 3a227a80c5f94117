import type { Cluster, FileFacts } from "../../cluster/cluster.ts";
import { embeddedScheme, isAbsolutePath, pathOf } from "../../cluster/uris.ts";
import { ownerInWords } from "../../cluster/userInWords.ts";
import type { FileStat } from "../../host.ts";
import { formatMode } from "../../model/fileMode.ts";
import type { Pki } from "../../pki.ts";
import { code, facts, listed, type Markdown, md, paragraphs } from "../hover/render.ts";
import { describePem } from "./describePem.ts";
import { matchFact } from "./matchFact.ts";

/**
 * What a file is that the configuration names: where it was found and why there, whose it is, and what it holds.
 * `certificateFiles` are those to which a key may belong.
 */
export function describeFile(
  file: FileFacts,
  setting: string,
  cluster: Cluster,
  certificateFiles: readonly FileFacts[],
  pki: Pki | undefined,
  now: number,
): Markdown {
  const isKey = setting === "ssl_key_file";
  return paragraphs(
    describeContent(file, certificateFiles, pki, now),
    file.elsewhere === undefined
      ? undefined
      : md`A file of that name is beside the configuration, where the server does not look: ${code(pathOf(file.elsewhere))}`,
    file.stat && file.state !== "directory" && isKey ? describeRights(file.stat, cluster) : undefined,
    describePlace(file, cluster),
  );
}

function describeContent(
  file: FileFacts,
  certificateFiles: readonly FileFacts[],
  pki: Pki | undefined,
  now: number,
): Markdown | string {
  if (file.state === "directory") return describeDirectory(file.entries ?? []);
  if (file.state !== "file") return stateInWords[file.state];
  if (file.pem)
    return describePem(file.pem, {
      pki,
      now,
      findMatch: (key) => matchFact(key, certificateFiles, "that the configuration names"),
    });
  return "The file is not opened, since the workspace is not trusted.";
}

/** Why nothing is shown of a file's content. */
export const stateInWords: Readonly<Record<Exclude<FileFacts["state"], "file" | "directory">, string>> = {
  missing: "There is no such file.",
  "no-access": "A folder above it forbids looking at it.",
  unreadable: "The file exists, but pgssl has no permission to read it.",
  "not-a-file": "This is not an ordinary file but a FIFO, a socket or a device.",
  "too-large": "The file is far too large for a certificate, a key or a CRL, and was not read.",
  "no-answer": "There is no answer from the file system.",
  unknown: "There is no such file here; it may exist on the machine of the server.",
};

/** Where a path leads, and what it starts at. */
function describePlace({ uri, path, state }: FileFacts, cluster: Cluster): Markdown | undefined {
  if (uri === undefined) return undefined;
  // Of what a container reads, most is in no manifest, and has a URI all the same.
  if (uri.startsWith(embeddedScheme))
    return state === "file"
      ? md`File ${code(path)} of the server, whose text is in a manifest`
      : md`File ${code(path)} of the server`;
  const found = pathOf(uri);
  if (isAbsolutePath(path)) {
    return found === path
      ? md`File ${code(found)}`
      : md`File ${code(found)}, which is ${code(path)} for the server`;
  }
  const { dataDirectory } = cluster;
  return dataDirectory
    ? md`File ${code(found)}: relative to the data directory (${dataDirectory.reason})`
    : md`File ${code(found)}: looked for beside the configuration, since the data directory is not known`;
}

function describeRights({ mode, owner }: FileStat, cluster: Cluster): Markdown | string {
  if (cluster.serverPlatform === "windows")
    return md`On Windows the server does not look at the mode and the owner of a key.`;
  if (mode === undefined && owner === undefined) return "Mode and owner are unknown here.";
  return facts([
    ["Mode", mode === undefined ? undefined : code(formatMode(mode))],
    ["Owner", owner === undefined ? undefined : shownOwner(owner, cluster)],
  ]);
}

function shownOwner(owner: number, cluster: Cluster): string {
  const kin = owner === cluster.serverUser ? ", who owns the data directory too" : "";
  return ownerInWords(owner, cluster) + kin;
}

/** The entries that OpenSSL can find: those named after the hash of an issuer. */
function describeDirectory(entries: readonly string[]): Markdown {
  const hashed = entries.filter((entry) => /^[0-9a-f]{8}\.r[0-9]+$/.test(entry));
  const shown = hashed.slice(0, maxEntries).map(code);
  return paragraphs(
    `A directory with ${entries.length} ${entries.length === 1 ? "entry" : "entries"}, ${hashed.length} of them named as CRLs are looked up.`,
    shown.length > 0 ? listed(hashed.length > maxEntries ? [...shown, "…"] : shown) : undefined,
  );
}

const maxEntries = 20;
