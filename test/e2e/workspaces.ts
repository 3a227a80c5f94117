import { chmod, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeDemo } from "../demo/makeDemo.ts";
import { copyFolder, reachableFolder } from "../support/unprivileged.ts";

/** Folders to open, made for one run of the tests. */
export interface Workspaces {
  /** The demo: `cluster`, `mistakes` and `client`. */
  readonly demo: string;
  /** A good cluster but for its key, which all may read. */
  readonly openKey: string;
  remove(): Promise<void>;
}

/** Makes the folders in a temporary one. */
export async function makeWorkspaces(): Promise<Workspaces> {
  const parent = await mkdtemp(join(reachableFolder, "pgssl-e2e-"));
  await chmod(parent, 0o755);
  const demo = join(parent, "demo");
  await writeDemo(demo, new Date());
  const openKey = join(parent, "open-key");
  await copyFolder(join(demo, "cluster"), openKey);
  await chmod(join(openKey, "tls/server.key"), 0o644);
  return { demo, openKey, remove: () => rm(parent, { recursive: true, force: true }) };
}
