import type { DirectoryEntry, FileStat, ReadProblem } from "../host.ts";
import type { PemFile } from "../pki.ts";
import type { FileFacts } from "./cluster.ts";
import { type PathBase, resolveIn } from "./pathBase.ts";
import { foldersInPath } from "./uris.ts";

/** A configuration file's text, or why it cannot be had. */
export type TextFact = { readonly text: string } | { readonly problem: ReadProblem };

/** What is known of one path. What was not looked at is absent. */
export interface KnownFile {
  readonly stat: FileStat | "unreadable" | "no-answer" | undefined;
  readonly text?: TextFact | undefined;
  readonly pem?: PemFile | ReadProblem | undefined;
  readonly entries?: readonly DirectoryEntry[] | undefined;
  readonly real?: string;
}

/** What is known of the file system, by URI. */
export type Files = ReadonlyMap<string, KnownFile>;

/** Whether one of these paths, which were looked at, is certainly no folder. */
export function lacksFolder(uris: readonly string[], files: Pick<Files, "get">): boolean {
  return uris.some((uri) => {
    const known = files.get(uri);
    if (!known || typeof known.stat === "string") return false;
    return known.stat?.kind !== "directory";
  });
}

/** A certificate, key or CRL file as far as it was looked at. `path` is how the configuration spells it. */
export function fileFacts(path: string, uri: string, known: KnownFile | undefined): FileFacts {
  if (!known) return { uri, path, state: "unknown" };
  const { stat, pem, entries = [] } = known;
  if (stat === undefined) return { uri, path, state: "missing" };
  if (stat === "unreadable") return { uri, path, state: "no-access" };
  if (stat === "no-answer") return { uri, path, state: stat };
  if (stat.kind === "directory")
    return { uri, path, state: "directory", stat, entries: entries.map((entry) => entry.name) };
  if (stat.kind === "other") return { uri, path, state: "not-a-file", stat };
  if ("pem" in known && pem === undefined) return { uri, path, state: "missing" }; // gone between two looks
  if (typeof pem === "string") return { uri, path, state: pem, stat };
  return { uri, path, state: "file", stat, ...(pem && { pem }) };
}

/** The file that the path of a setting names, as far as it was read; its content only where `decode` is set. */
export function namedFile(
  path: string,
  base: PathBase,
  files: Pick<Files, "get">,
  decode: boolean,
): FileFacts {
  if (path === "") return { path, state: "missing" };
  const uri = resolveIn(base, path);
  if (base.serverPlatform === "posix" && lacksFolder(foldersInPath(path, base.folder, base.mappings), files))
    return { uri, path, state: base.isOnServer ? "missing" : "unknown" };
  const { pem, ...file } = fileFacts(path, uri, files.get(uri));
  if (file.state === "missing" && !base.isOnServer) return { ...file, state: "unknown" };
  return { ...file, ...(pem && decode && { pem }) };
}
