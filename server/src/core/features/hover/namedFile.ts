import type { FileFacts } from "../../cluster/cluster.ts";
import { gatherFile } from "../../gather/fileUses.ts";
import { pathBaseOf } from "../../gather/pathBase.ts";
import type { Located, Project } from "../../gather/workspace.ts";
import { describeFile } from "../describe/describeFile.ts";
import type { Markdown } from "./render.ts";

/**
 * What a file holds that a setting, or the column that stands for it, names. `certificatePath` is the certificate that
 * belongs to a key; without it, that of `ssl_cert_file`.
 */
export async function lookAtFile(
  setting: string,
  path: string,
  project: Project,
  { state }: Located,
  certificatePath?: string,
): Promise<Markdown> {
  const { cluster } = state;
  const uses = cluster.fileUses.length > 0 ? cluster.fileUses : cluster.idleFileUses;
  const base = pathBaseOf(state, project.settings);
  const look = async (role: string, named: string): Promise<FileFacts> =>
    uses.find((use) => use.role === role && use.file.path === named)?.file ??
    (await gatherFile(role, named, base, project.facts));
  const certificates: FileFacts[] = [];
  if (setting === "ssl_key_file") {
    const ownPath = certificatePath ?? cluster.settings?.value("ssl_cert_file");
    if (ownPath) certificates.push(await look("ssl_cert_file", ownPath));
    for (const { role, file } of uses) if (role === "ssl_cert_file") certificates.push(file);
  }
  const file = await look(setting, path);
  return describeFile(file, setting, cluster, certificates, project.facts.pki, project.facts.now());
}
