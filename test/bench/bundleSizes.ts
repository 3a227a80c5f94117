import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../support/tools.ts";

/** How large the parts of the server are, in words. */
export async function bundleSizes(): Promise<string> {
  const folder = join(projectRoot, "dist/server");
  const parts = await Promise.all(
    (await readdir(folder)).map(async (name) => ({
      name: name.replace(/-[A-Z0-9]{8}\.cjs$/, ""),
      kilobytes: Math.round((await stat(join(folder, name))).size / 1024),
    })),
  );
  const shown = parts
    .filter(({ kilobytes }) => kilobytes > 1)
    .map(({ name, kilobytes }) => `${name} ${kilobytes} kB`);
  return `The server's parts: ${shown.join(", ")}; the first diagnostics need \`server\` and the larger \`chunk\`.`;
}
