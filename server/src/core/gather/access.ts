import { URI } from "vscode-uri";
import type { Files } from "../cluster/files.ts";
import { isEqual } from "../cluster/isEqual.ts";
import { folderOf, parentFolders } from "../cluster/uris.ts";
import { clientLanguageOfPath, languageOfPath } from "../model/language.ts";

/** Which files are the user's, so that their words may be shown, and which may be opened at all. */
export class Access {
  /** URIs of folders and files; `undefined` where all files are the user's. */
  readonly roots: readonly string[] | undefined;
  readonly trusted: boolean;
  /** Data directories of servers whose configuration was read, with the user id that owns directory and configuration. */
  readonly servers = new Map<string, number>();
  /** Files and folders to which host documents that are roots lead, by these. */
  readonly #led = new Map<string, Set<string>>();

  constructor(roots: readonly string[] | undefined, trusted: boolean) {
    this.roots = roots;
    this.trusted = trusted;
  }

  isFor(roots: readonly string[] | undefined, trusted: boolean): boolean {
    return this.trusted === trusted && isEqual(this.roots, roots);
  }

  /**
   * Takes note that a host document names a file or folder. One of these may be a host document in turn, as those that a Compose file
   * includes. Returns whether that is new.
   */
  lead(host: string, uri: string): boolean {
    if (this.roots?.includes(host) && !this.#led.has(host)) this.#led.set(host, new Set());
    let isNew = false;
    for (const [root, led] of this.#led) {
      if ((root !== host && !led.has(host)) || led.has(uri)) continue;
      led.add(uri);
      isNew = true;
    }
    return isNew;
  }

  /**
   * Whether a file is the user's by where it really is, once symbolic links are followed: below a root; a root or a document that an
   * editor holds; in a trusted workspace also a main configuration file beside one of these, what a host document that is a root leads to
   * below its folder, and a file of a server's data directory that the server owns. Who writes a repository chooses that directory, and must not have other files of it quoted. `files` has looked at
   * all of these.
   */
  isOwn(uri: string, files: Pick<Files, "get">, open: OpenUris): boolean {
    if (!this.roots || open.has(uri)) return true;
    const real = files.get(uri)?.real;
    if (real === undefined) return false;
    for (const root of [...this.roots, ...openBeside(uri, open)]) {
      const realRoot = files.get(root)?.real ?? root;
      const stat = files.get(root)?.stat;
      const isFolder = typeof stat === "object" && stat.kind === "directory";
      const isLink = typeof stat === "object" && stat.isLink === true;
      if (isLink && !isFolder && !open.has(root) && !isPlausibleTarget(realRoot, root)) continue;
      if (isFolder ? isAtOrBelow(real, realRoot) : isSame(real, realRoot)) return true;
      if (!this.trusted || isFolder) continue;
      if (isMainFileBeside(real, realRoot) || this.#isLedTo(uri, real, root, realRoot)) return true;
    }
    const stat = files.get(uri)?.stat;
    if (!this.trusted || typeof stat !== "object") return false;
    if (languageOfPath(placeOf(real)) === undefined) return false;
    for (const [folder, owner] of this.servers)
      if (stat.owner === owner && isBelow(real, files.get(folder)?.real ?? folder)) return true;
    return false;
  }

  #isLedTo(uri: string, real: string, root: string, realRoot: string): boolean {
    const led = this.#led.get(root);
    if (!led || !isBelow(real, folderOf(realRoot))) return false;
    return led.has(uri) || parentFolders(uri, "").some((folder) => led.has(folder));
  }
}

/** The documents that an editor holds, by URI. */
export type OpenUris = Pick<ReadonlyMap<string, unknown>, "keys" | "has">;

/** The open documents in the folder of a file. */
export function openBeside(uri: string, open: OpenUris): string[] {
  const folder = uri.slice(0, uri.lastIndexOf("/") + 1);
  return [...open.keys()].filter((other) => other.startsWith(folder));
}

function isMainFileBeside(uri: string, file: string): boolean {
  return isSame(folderOf(uri), folderOf(file)) && languageOfPath(placeOf(uri)) !== undefined;
}

/**
 * Whether a link that was named may lead to that file: one below its folder, or one whose own name is that of configuration. `*.conf` of a
 * shell names links as well, and who writes a repository chooses where they lead.
 */
function isPlausibleTarget(real: string, link: string): boolean {
  if (isBelow(real, folderOf(link))) return true;
  const [kind, named] = [languageOfPath(placeOf(real)), languageOfPath(placeOf(link))];
  if (kind !== undefined) return named === undefined || named === kind;
  const client = clientLanguageOfPath(placeOf(real));
  return client !== undefined && client === clientLanguageOfPath(placeOf(link));
}

function isSame(a: string, b: string): boolean {
  return placeOf(a) === placeOf(b);
}

/** Whether a URI is that of a folder or file, or of something in the folder. */
export function isAtOrBelow(uri: string, root: string): boolean {
  return isSame(uri, root) || isBelow(uri, root);
}

/** Whether a URI is that of something in a folder, at any depth. */
export function isBelow(uri: string, folder: string): boolean {
  return placeOf(uri).startsWith(`${placeOf(folder).replace(/\/$/, "")}/`);
}

/** A URI without the escapes and the case of a drive's letter, which are not the same everywhere. */
function placeOf(uri: string): string {
  const { scheme, authority, path } = URI.parse(uri);
  return `${scheme}://${authority}${path.replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase())}`;
}
