import { folderOf } from "../../cluster/uris.ts";
import { pathBaseOf } from "../../gather/pathBase.ts";
import type { Located, Project } from "../../gather/workspace.ts";
import type { PathQuestion } from "./paths.ts";

/** Where proposals are wanted. */
export interface Scope {
  readonly project: Project;
  readonly located: Located;
  /** The line on which the record at the cursor starts, and the cursor in that record's text. */
  readonly line: number;
  readonly offset: number;
}

/** A path that the server takes from the data directory: of a certificate, a key and the like. */
export function serverPath(
  { project, located }: Scope,
  typed: string,
  wanted: PathQuestion["wanted"],
): PathQuestion {
  const { folder, mappings, trusted } = pathBaseOf(located.state, project.settings);
  return { typed, folder, mappings, wanted, mayRead: trusted };
}

/** A path that the server takes from the folder of the file that names it: an include. */
export function includePath({ project, located }: Scope, typed: string, directive: string): PathQuestion {
  return {
    typed,
    folder: folderOf(located.index.document.uri),
    mappings: project.settings.pathMappings,
    wanted: directive === "include_dir" ? "folder" : "configuration",
    mayRead: false,
  };
}
