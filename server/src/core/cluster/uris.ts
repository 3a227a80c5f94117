import { URI, Utils } from "vscode-uri";
import { fileOf } from "./readingKey.ts";

/** The scheme of documents that are parts of others, and of files that only their containers have. */
export const embeddedScheme = "pgssl-embedded:";

/** Reads a URI. One with more slashes than it should have (`file:////server/share`) names no other machine. */
export function parseUri(uri: string): URI {
  return URI.parse(uri.replace(/^file:\/{4,}/, "file:///"));
}

/** The path of a URI that a path beside a file leads to, without escapes. */
export function pathFrom(uri: string, path: string): string {
  return Utils.resolvePath(parseUri(folderOf(uri)), path).path;
}

/** The URI of the folder that holds a file. */
export function folderOf(uri: string): string {
  return Utils.dirname(parseUri(fileOf(uri))).toString();
}

/** Characters in the longest path that a system accepts (PATH_MAX of Linux); what is cut here is still too long for it. */
const maxPathLength = 4096;

/** Enough for any real path; a longer one is cut here. */
const maxFolders = 32;

/** The URIs of a file's parent folders, the nearest first, up to but not including `top`, or up to the root. */
export function parentFolders(uri: string, top: string): string[] {
  const folders: string[] = [];
  for (let folder = folderOf(uri); folder !== top && folders.length < maxFolders; folder = folderOf(folder)) {
    if (folder === folders.at(-1)) break;
    folders.push(folder);
  }
  return folders;
}

/** The URI of an entry of a folder, be it the root. */
export function childOf(folder: string, name: string): string {
  return `${folder.replace(/\/$/, "")}/${encodeURIComponent(name)}`;
}

/** The last part of a URI's path. */
export function nameOf(uri: string): string {
  return Utils.basename(parseUri(uri));
}

/** The path of a URI as a person would write it on the machine that holds the file. */
export function pathOf(uri: string): string {
  const parsed = parseUri(uri);
  return parsed.scheme === "file" ? parsed.fsPath : parsed.path;
}

/** Whether a path does not depend on a folder, on POSIX or Windows. */
export function isAbsolutePath(path: string): boolean {
  return path.startsWith("/") || /^([A-Za-z]:)?[\\/]/.test(path);
}

/** The path from a folder to a file, by their URIs. */
export function relativePath(folder: string, uri: string): string {
  const [from, to] = [folder, uri].map((one) => parseUri(one).path.split("/").filter(Boolean)) as [
    string[],
    string[],
  ];
  const differs = from.findIndex((name, index) => name !== to[index]);
  const same = differs < 0 ? from.length : differs;
  return [...from.slice(same).map(() => ".."), ...to.slice(same)].join("/");
}

/** Prefixes of paths on the server, each with the prefix of the same files on this machine: a path, or one behind `file://`. */
export type PathMappings = Readonly<Record<string, string>>;

/**
 * The URI of a path in the configuration. A relative path starts at `folder`; an absolute one is first looked up among the
 * mappings, the longest prefix first.
 */
export function resolvePath(path: string, folder: string, mappings: PathMappings): string {
  const sound = path.slice(0, maxPathLength + 1).replace(/\p{Surrogate}/gu, "\ufffd"); // a URI cannot contain a lone surrogate
  if (!isAbsolutePath(sound)) return Utils.resolvePath(parseUri(folder), sound).toString();
  const mapped = mapPath(sound.replace(/^\/{2,}/, "/"), mappings);
  if (mapped.startsWith("file:///"))
    return URI.from({ scheme: "file", path: mapped.slice(7).replace(/^\/{2,}/, "/") }).toString();
  // On Windows `\\x\y` names another machine, to which a look would send the user's name and password hash.
  return parseUri(folder)
    .with({ path: URI.file(mapped.replace(/^(?:\\|\/){2,}/, "/")).path })
    .toString();
}

/**
 * The URIs of the parts of a path that must be folders, because `..` follows (`folder/../file`) or because the path ends in a
 * slash. A URI does not keep them, but POSIX systems find no file when one of them is not a folder.
 */
export function foldersInPath(path: string, folder: string, mappings: PathMappings): string[] {
  if (path.length > maxPathLength) return [];
  const parts = path.split("/");
  const folders: string[] = [];
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (index === 0 || !(part === ".." || (isLast && (part === "" || part === ".")))) continue;
    folders.push(resolvePath(parts.slice(0, index).join("/") || "/", folder, mappings));
    if (folders.length === maxFolders) break;
  }
  return folders;
}

/**
 * The same for a path after `include`, `@` and the like: the server shortens a relative path as a URI does (before 15 only at
 * its end), and uses an absolute one as it is.
 */
export function foldersInIncludePath(path: string, mappings: PathMappings): string[] {
  return path.startsWith("/") ? foldersInPath(path, "file:///", mappings) : [];
}

/** An absolute path of the server as the mappings bring it here, the longest prefix first. */
export function mapPath(path: string, mappings: PathMappings): string {
  let best: string | undefined;
  for (const prefix of Object.keys(mappings)) {
    const isPrefix = path === prefix || path.startsWith(prefix.endsWith("/") ? prefix : `${prefix}/`);
    if (isPrefix && prefix.length > (best?.length ?? -1)) best = prefix;
  }
  return best === undefined ? path : (mappings[best] ?? "") + path.slice(best.length);
}
