import { childOf } from "../../cluster/uris.ts";
import { isIncludedName } from "../../gather/configuration.ts";
import type { Project } from "../../gather/workspace.ts";
import type { NamedPath } from "./namedPaths.ts";

/** The files that a path leads to, as far as they exist here: of a folder, those that `include_dir` takes. */
export async function filesOf({ uri, isFolder }: NamedPath, project: Project): Promise<readonly string[]> {
  const { documents, facts } = project;
  if (isFolder) {
    const entries = (await facts.directory(uri)) ?? [];
    return entries
      .filter(({ kind, name }) => kind === "file" && isIncludedName(name))
      .map(({ name }) => childOf(uri, name))
      .sort();
  }
  if (documents.opened(uri)) return [uri];
  const stat = await facts.stat(uri);
  return typeof stat === "object" && stat.kind === "file" ? [uri] : [];
}
