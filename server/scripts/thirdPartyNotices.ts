import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The licences of the packages that bundles were made from, which their authors require to be passed on.
 * @param inputs paths of source files below `root`, as esbuild's metafile names them
 * @throws Error for a package without a licence file and without a licence name: it must not be shipped
 */
export async function thirdPartyNotices(root: string, inputs: readonly string[]): Promise<string> {
  const folders = new Set<string>();
  for (const input of inputs) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (found) folders.add(found);
  }
  const notices = await Promise.all([...folders].sort().map((folder) => noticeOf(join(root, folder))));
  return `pgssl contains these packages.\n\n${notices.join("\n")}`;
}

async function noticeOf(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Record<
    string,
    unknown
  >;
  const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? await readFile(join(folder, file), "utf8") : "";
  if (!text && !manifest.license) throw new Error(`${folder} has no licence`);
  return `${"-".repeat(80)}\n${manifest.name} ${manifest.version} (${manifest.license})\n\n${text.trim()}\n`;
}
