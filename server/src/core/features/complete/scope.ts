import { pathBaseOf, type Snapshot } from "../../cluster/snapshot.ts";
import { folderOf } from "../../cluster/uris.ts";
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

/** A path that the server takes from the folder of the file that names it: an include. */
export function includePath({ snapshot }: Scope, typed: string, directive: string): PathQuestion {
  return {
    typed,
    folder: folderOf(snapshot.records.document.uri),
    mappings: snapshot.settings.pathMappings,
    wanted: directive === "include_dir" ? "folder" : "configuration",
    mayRead: false,
  };
}
