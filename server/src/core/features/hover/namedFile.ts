import type { FileFacts } from "../../cluster/cluster.ts";
import { namedFiles, partnerOf } from "../../cluster/cluster.ts";
import { namedFile } from "../../cluster/files.ts";
import { resolveIn } from "../../cluster/pathBase.ts";
import { pathBaseOf, type Snapshot } from "../../cluster/snapshot.ts";
import { foldersInPath } from "../../cluster/uris.ts";
import type { Wanted } from "../../gather/wanted.ts";
import { describeFile } from "../describe/describeFile.ts";
import { fileInShort } from "../describe/fileInShort.ts";
import { type Markdown, md, paragraphs } from "./render.ts";

/** A file as a setting, or the column that replaces it, names it. */
export interface NamedFile {
  readonly setting: string;
  readonly path: string;
  /** For a key: the certificate that belongs to it; without it, that of `ssl_cert_file`. */
  readonly certificatePath?: string | undefined;
}

/** What a named file holds, as far as it was looked at, the answer in its first line. */
export function describeNamedFile(named: NamedFile, snapshot: Snapshot): Markdown {
  const { setting, path } = named;
  const { cluster, files, now } = snapshot;
  const uses = namedFiles(cluster);
  const base = pathBaseOf(snapshot);
  const look = (setting: string, as: string): FileFacts =>
    uses.find((use) => use.setting === setting && use.file.path === as)?.file ??
    namedFile(as, base, files, base.trusted);
  const certificates: FileFacts[] = [];
  if (setting === "ssl_key_file") {
    const ownPath = certificatePathOf(named, snapshot);
    if (ownPath) certificates.push(look("ssl_cert_file", ownPath));
    for (const { setting, file } of uses) if (setting === "ssl_cert_file") certificates.push(file);
  }
  const use = uses.find((one) => one.setting === setting && one.file.path === path);
  const short = use && fileInShort(use, partnerOf(use, cluster), cluster.serverPlatform, now, true);
  const described = describeFile(look(setting, path), setting, cluster, certificates, snapshot.pki, now);
  return short === undefined ? described : paragraphs(md`**${short}**`, described);
}

/** What must be looked at before a named file is described. */
export function wantedForFile(named: NamedFile, snapshot: Snapshot): Wanted {
  const base = pathBaseOf(snapshot);
  const certificatePath = certificatePathOf(named, snapshot);
  const all = [named, ...(certificatePath ? [{ setting: "ssl_cert_file", path: certificatePath }] : [])];
  return {
    files: all.flatMap(({ path }) => [
      resolveIn(base, path),
      ...foldersInPath(path, base.folder, base.mappings),
    ]),
    decoded: all.flatMap(({ path }) => (base.trusted ? [resolveIn(base, path)] : [])),
  };
}

/** The certificate that belongs to a key; `undefined` for other files. */
function certificatePathOf(
  { setting, certificatePath }: NamedFile,
  { cluster }: Snapshot,
): string | undefined {
  return setting === "ssl_key_file"
    ? (certificatePath ?? cluster.settings?.value("ssl_cert_file"))
    : undefined;
}
