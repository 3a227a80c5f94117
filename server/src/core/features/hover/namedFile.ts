import { gatherFile } from "../../project/fileUses.ts";
import { pathBaseOf } from "../../project/pathBase.ts";
import type { Located, Project } from "../../project/project.ts";
import { describeFile } from "../describe/describeFile.ts";
import type { Markdown } from "./render.ts";

/** What a file holds that a setting, or the column that stands for it, names. */
export async function lookAtFile(
  setting: string,
  path: string,
  project: Project,
  { state }: Located,
): Promise<Markdown> {
  const { cluster } = state;
  const uses = cluster.fileUses.length > 0 ? cluster.fileUses : cluster.idleFileUses;
  const use = uses.find(({ role, file }) => role === setting && file.path === path);
  const base = pathBaseOf(state, project.settings);
  const file = use?.file ?? (await gatherFile(setting, path, base, project.facts));
  return describeFile(file, setting, cluster, project.facts.now());
}
