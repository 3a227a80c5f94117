import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { constants, Script } from "node:vm";
import { build, type Plugin, transform } from "esbuild";
import { projectRoot } from "../../support/tools.ts";
import { useCounters } from "./counters.ts";
import { instrument } from "./instrument.ts";

/** A module that was loaded with counters. */
export interface Loaded<Module> {
  readonly module: Module;
  /** String literals of the instrumented sources. */
  readonly words: readonly string[];
}

const folder = join(projectRoot, ".out/fuzz");

/** Bundles and loads a module of the project, with counters in the sources whose path matches. */
export async function loadInstrumented<Module>(entry: string, sources: RegExp): Promise<Loaded<Module>> {
  const words = new Set<string>();
  const { outputFiles } = await build({
    entryPoints: [join(projectRoot, entry)],
    outfile: join(folder, "bundle.mjs"),
    write: false,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "error",
    sourcemap: "inline",
    plugins: [counting(sources, words)],
  });
  const code = outputFiles[0]?.text ?? "";
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${process.pid}-${createHash("sha256").update(code).digest("hex")}.mjs`);
  writeFileSync(path, code);
  try {
    return { module: await importByNode<Module>(pathToFileURL(path).href), words: [...words].sort() };
  } finally {
    rmSync(path, { force: true });
  }
}

/** An import that Vitest does not see: to transform these megabytes once more would take minutes on a busy machine. */
const importByNode = new Script("(url) => import(url)", {
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
}).runInThisContext() as <Module>(url: string) => Promise<Module>;

function counting(sources: RegExp, words: Set<string>): Plugin {
  return {
    name: "counting",
    setup({ onLoad }) {
      let next = 0;
      let turn: Promise<unknown> = Promise.resolve();
      onLoad({ filter: sources }, ({ path }) => {
        const loaded = turn.then(async () => {
          const { code } = await transform(readFileSync(path, "utf8"), { loader: "ts", target: "es2022" });
          const instrumented = instrument(code, next);
          next = instrumented.next;
          useCounters(next);
          for (const word of instrumented.words) words.add(word);
          return { contents: instrumented.code, loader: "js" as const };
        });
        turn = loaded;
        return loaded;
      });
    },
  };
}
