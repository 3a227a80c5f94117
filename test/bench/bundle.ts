import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { projectRoot } from "../support/tools.ts";

/** Where the bench puts what it builds. */
export const benchFolder = join(projectRoot, ".out/bench");

/**
 * Loads a module of this folder built as pgssl is: what runs the sources names each inner function when it is made, which costs more than
 * many of them do.
 */
export async function loadBundled<Module>(name: string): Promise<Module> {
  return createRequire(import.meta.url)(await bundle(name)) as Module;
}

/** Bundles a program of this folder as pgssl is bundled, and returns its path. */
export async function bundle(name: string): Promise<string> {
  const outfile = join(benchFolder, `${name}.cjs`);
  await build({
    entryPoints: [join(projectRoot, `test/bench/${name}.ts`)],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
  return outfile;
}
