import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { build, version } from "esbuild";
import type { Plugin } from "vite";
import { madeAnew } from "./madeOnce.ts";
import { projectRoot } from "./tools.ts";

const sources = join(projectRoot, "server/src") + sep;
const bundles = join(projectRoot, ".out/sources");

/**
 * Gives tests the server's modules as esbuild bundles them, loaded by Node itself: Vite takes three seconds of processor
 * time for the 500 modules of the core, one by one. What several tests import stays one module. `vi.mock` does not reach
 * into such a bundle, and an edit is not noticed while the process runs.
 */
export function bundledSources(): Plugin {
  let bundle = "";
  return {
    name: "bundled-sources",
    enforce: "pre",
    async config() {
      bundle = await bundleSources();
      return {
        test: { server: { deps: { external: [new RegExp(`${sep}\\.out${sep}(sources|fuzz)${sep}`)] } } },
      };
    },
    resolveId(imported, importer) {
      if (!importer || !imported.startsWith(".")) return undefined;
      const path = join(dirname(importer), imported);
      return path.startsWith(sources) && path.endsWith(".ts")
        ? join(bundle, `${relative(sources, path).slice(0, -".ts".length)}.js`)
        : undefined;
    },
  };
}

/** Bundles what tests, scripts and the client import of `server/src`, unless that was done before; returns the folder. */
async function bundleSources(): Promise<string> {
  const entries = findEntries();
  const hash = createHash("sha256").update(version).update(entries.join("\n"));
  for (const path of typescriptBelow(sources)) hash.update(path).update(readFileSync(path));
  return madeAnew(join(bundles, hash.digest("hex").slice(0, 16)), async (outdir) => {
    await build({
      entryPoints: entries,
      outbase: sources,
      outdir,
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      packages: "external",
      sourcemap: true,
      logLevel: "error",
    });
  });
}

/** The modules that are imported from outside. */
function findEntries(): string[] {
  const entries = new Set<string>();
  for (const path of ["test", "client/src", "server/scripts"].flatMap((name) =>
    typescriptBelow(join(projectRoot, name)),
  )) {
    for (const [, imported = ""] of readFileSync(path, "utf8").matchAll(
      /(?:from|import\()\s*"(\.[^"]+\.ts)"/g,
    )) {
      const target = join(dirname(path), imported);
      if (target.startsWith(sources)) entries.add(target);
    }
  }
  return [...entries].sort();
}

function typescriptBelow(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name))
    .sort();
}
