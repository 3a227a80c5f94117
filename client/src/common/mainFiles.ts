import { type Uri, workspace } from "vscode";

/** The files by which a cluster is found. Its other files lie beside these or are named in them. */
export const mainFiles = "**/{postgresql.conf,pg_hba.conf}";

/** Folders that hold many files and no configuration of the workspace. */
const passedOver = "**/{node_modules,.git}/**";

/** Files that are looked for at the most. */
const maxFiles = 200;

/** Files that may hold a cluster's as parts: manifests, values, Compose files; the server looks into them. */
export const hostFiles = "**/*.{yaml,yml}";

/** Such files in the folders of the workspace. */
export async function findHostFiles(): Promise<Uri[]> {
  return workspace.findFiles(hostFiles, passedOver, maxFiles);
}

/** The main files in the folders of the workspace. */
export async function findMainFiles(): Promise<Uri[]> {
  return workspace.findFiles(mainFiles, passedOver, maxFiles);
}
