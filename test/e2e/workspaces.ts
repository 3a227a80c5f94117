import { appendFile, chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeDemo } from "../demo/makeDemo.ts";
import { copyFolder, reachableFolder } from "../support/unprivileged.ts";

/** Folders to open, made for one run of the tests. */
export interface Workspaces {
  /** The demo (`cluster`, `mistakes`, `client`), `open-key`: a good cluster but for its key, which all may read, and `mixed-chain`, whose certificates are upside down. */
  readonly demo: string;
  /** The last one again, for a window that does not trust it. */
  readonly strange: string;
  remove(): Promise<void>;
}

/** Makes the folders in a temporary one. */
export async function makeWorkspaces(): Promise<Workspaces> {
  const parent = await mkdtemp(join(reachableFolder, "pgssl-e2e-"));
  await chmod(parent, 0o755);
  const demo = join(parent, "demo");
  const strange = join(parent, "strange");
  await writeDemo(demo, new Date());
  const openKey = join(demo, "open-key");
  await copyFolder(join(demo, "cluster"), openKey);
  await chmod(join(openKey, "tls/server.key"), 0o644);
  await mkdir(join(openKey, "more"));
  await writeFile(join(openKey, "more/tuning.settings"), "work_mem = '4 bananas'\n");
  await appendFile(join(openKey, "postgresql.conf"), "include 'more/tuning.settings'\n");
  await copyFolder(openKey, strange);
  const mixedChain = join(demo, "mixed-chain");
  await copyFolder(join(demo, "cluster"), mixedChain);
  const blocks = await certificatesIn(join(mixedChain, "tls/server.crt"));
  await writeFile(join(mixedChain, "tls/server.crt"), blocks.reverse().join(""));
  return { demo, strange, remove: () => rm(parent, { recursive: true, force: true }) };
}

/** The PEM blocks of a file, in its order. */
export async function certificatesIn(path: string): Promise<string[]> {
  return (await readFile(path, "utf8")).match(/-----BEGIN [\s\S]*?-----END CERTIFICATE-----\n/g) ?? [];
}
