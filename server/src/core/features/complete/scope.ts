import { pathBaseOf, type Snapshot } from "../../cluster/snapshot.ts";
import { folderOf, nameOf } from "../../cluster/uris.ts";
import { type Language, languageOfPath } from "../../model/language.ts";
import type { PathQuestion } from "./paths.ts";

/** Where proposals are wanted. */
export interface Scope {
  readonly snapshot: Snapshot;
  /** The line on which the record at the cursor starts, and the cursor in that record's text. */
  readonly line: number;
  readonly offset: number;
}

/** A path that the server takes from the data directory: of a certificate, a key and the like. */
export function serverPath({ snapshot }: Scope, typed: string, wanted: PathQuestion["wanted"]): PathQuestion {
  const { folder, mappings, trusted } = pathBaseOf(snapshot);
  return { typed, folder, mappings, wanted, mayRead: trusted };
}

/** A path that the server takes from the folder of the file that names it: an include, or the words of a file for `@`. */
export function includePath({ snapshot }: Scope, typed: string, directive: string): PathQuestion {
  const { uri, language } = snapshot.records.document;
  return {
    typed,
    folder: folderOf(uri),
    leftOut: (path) => isNeverIncluded(path, nameOf(uri), directive === "@" ? undefined : language),
    mappings: snapshot.settings.pathMappings,
    wanted: directive === "include_dir" ? "folder" : "configuration",
    mayRead: false,
  };
}

/** Whether a file beside another is that file, one of another kind, or one that the server writes itself. */
function isNeverIncluded(path: string, ownName: string, language: Language | undefined): boolean {
  const other = languageOfPath(path);
  return path === ownName || serversFiles.has(path) || (other !== undefined && other !== language);
}

const serversFiles: ReadonlySet<string> = new Set([
  "PG_VERSION",
  "postgresql.auto.conf",
  "postmaster.opts",
  "postmaster.pid",
]);
