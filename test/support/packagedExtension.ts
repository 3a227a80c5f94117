import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "./runProgram.ts";
import { projectRoot } from "./tools.ts";

/** All that the packages are made from. */
const sources = [
  "CHANGELOG.md",
  "LICENSE",
  "client/README.md",
  "client/images",
  "client/src",
  "l10n",
  "package-lock.json",
  "package.json",
  "package.nls.json",
  "package.nls.de.json",
  "package.nls.ja.json",
  "README.md",
  "server/docs/rule-examples.md",
  "server/docs/rules",
  "server/docs/schemas",
  "server/scripts",
  "server/src",
  "syntaxes",
];

/** Builds and packages the extension and the command line unless that was done since its sources changed. Returns the `.vsix`. */
export async function packagedExtension(progress: (message: string) => void = () => {}): Promise<string> {
  const manifest = JSON.parse(await readFile(join(projectRoot, "package.json"), "utf8")) as {
    name: string;
    version: string;
  };
  const vsix = join(projectRoot, `${manifest.name}-${manifest.version}.vsix`);
  const stamp = join(projectRoot, ".out/package.stamp");
  const digest = await digestOf(sources.map((path) => join(projectRoot, path)));
  const known = await readFile(stamp, "utf8").catch(() => "");
  const isWhole = [vsix, vsix.replace(/vsix$/, "tgz")].every((path) => existsSync(path));
  if (known === digest && isWhole && existsSync(join(projectRoot, "dist/server.cjs"))) return vsix;
  progress("Building the extension ...");
  await runScript("server/scripts/build.ts");
  progress("Packaging it ...");
  await runScript("server/scripts/package.ts");
  await mkdir(join(projectRoot, ".out"), { recursive: true });
  await writeFile(stamp, digest);
  return vsix;
}

/** SHA-256 over files, and over all files in folders, with their paths; what does not exist counts as empty. */
export async function digestOf(paths: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) await add(path);
  return hash.digest("hex");

  async function add(path: string): Promise<void> {
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory()) {
      for (const name of (await readdir(path)).sort()) await add(join(path, name));
    } else if (found) {
      hash.update(`${path}\0${found.size}\0`).update(await readFile(path));
    }
  }
}

function runScript(script: string): Promise<void> {
  return runProgram(process.execPath, ["--import", "tsx", script], script, { cwd: projectRoot });
}
