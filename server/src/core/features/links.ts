import type { Located, Project } from "../gather/workspace.ts";
import type { Link } from "../model/navigation.ts";
import { filesOf } from "./navigate/filesOf.ts";
import { namedPaths, pathStartOf } from "./navigate/namedPaths.ts";

/** The paths in a document that lead to files which exist here; not those of folders, which no editor opens. */
export async function links(project: Project, located: Located): Promise<readonly Link[]> {
  const found: Link[] = [];
  for (const path of namedPaths(located.index, pathStartOf(located, project))) {
    const [target] = path.isFolder ? [] : await filesOf(path, project);
    if (target !== undefined) found.push({ line: path.place.line, span: path.place.span, target });
  }
  return found;
}
