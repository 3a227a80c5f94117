import { authFileUri } from "../../gather/authFiles.ts";
import type { Project } from "../../gather/workspace.ts";

/**
 * The pg_hba.conf that decides about connections to the cluster of a document. One that no cluster names is it itself, and
 * where the document is missing it is the usual file beside it.
 */
export async function findHba(project: Project, uri: string): Promise<string> {
  const located = await project.locate(uri);
  const mainFile = located?.state.cluster.mainFile;
  if (located && !mainFile && located.index.document.language === "pg-hba") return uri;
  const settings = located?.state.cluster.settings;
  return authFileUri("pg-hba", mainFile ?? uri, settings, project.settings.pathMappings);
}
