import { type Uri, workspace } from "vscode";

/** The files by which a cluster is found. Its other files lie beside these or are named in them. */
export const mainFiles = "**/{postgresql.conf,pg_hba.conf}";

/** Folders that hold many files and no configuration of the workspace. */
const passedOver = "**/{node_modules,.git}/**";

/** Files that are looked for at the most. */
const maxFiles = 200;

/** The main files in the folders of the workspace. */
export async function findMainFiles(): Promise<Uri[]> {
  return workspace.findFiles(mainFiles, passedOver, maxFiles);
}
