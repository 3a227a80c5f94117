import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Metafile, transform } from "esbuild";
import { thirdPartyNotices } from "./thirdPartyNotices.ts";
import { withoutDocumentation } from "./withoutDocumentation.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** What every bundle is made with. */
const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  metafile: true,
  legalComments: "none", // all licences are in THIRD_PARTY_NOTICES.txt
  external: ["vscode"],
  logLevel: "warning",
};

/** What runs on Node is CommonJS: `require` costs less than the loader of ECMAScript modules. */
const onNode = { platform: "node", target: "node20" } as const;
const mainFields = ["module", "main"];
const onlyRequire = { supported: { "dynamic-import": false } } as const;

/** Writes `dist/` anew. Returns what went into each bundle. */
async function buildAll(): Promise<readonly Metafile[]> {
  await rm(join(root, "dist"), { recursive: true, force: true });
  await mkdir(join(root, "dist"));
  const metafiles = await Promise.all([buildForBrowser(), buildForNode()]);
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  await writeFile(join(root, "dist/THIRD_PARTY_NOTICES.txt"), await thirdPartyNotices(root, inputs));
  return metafiles;
}

async function buildForBrowser(): Promise<Metafile> {
  const { metafile } = await build({
    ...common,
    metafile: true,
    target: "es2022",
    entryPoints: { browser: "client/src/browser/extension.ts" },
    format: "cjs",
    outdir: "dist",
  });
  return metafile;
}

/**
 * The client, the language server and the command-line program share chunks; what they `import(…)` stays out of memory until
 * it is needed: the client's library, X.509 code, rules about files, hovers, completion. esbuild splits ECMAScript modules only, so each chunk is turned
 * into CommonJS afterwards.
 */
async function buildForNode(): Promise<Metafile> {
  const { metafile, outputFiles } = await build({
    ...common,
    ...onNode,
    mainFields,
    metafile: true,
    entryPoints: {
      client: "client/src/node/extension.ts",
      server: "server/src/node/main.ts",
      cli: "server/src/cli/main.ts",
    },
    format: "esm",
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
    plugins: [withoutDocumentation],
    write: false,
  });
  await mkdir(join(root, "dist/chunks"));
  for (const { path, text } of outputFiles) {
    const isProgram = path.endsWith("cli.cjs");
    const { code } = await transform(text, {
      ...onNode,
      ...onlyRequire,
      format: "cjs",
      minify: true,
      legalComments: "none",
    });
    await writeFile(path, isProgram ? `#!/usr/bin/env node\n${code}` : code, {
      mode: isProgram ? 0o755 : 0o644,
    });
  }
  return metafile;
}

for (const metafile of await buildAll()) {
  for (const [output, { bytes }] of Object.entries(metafile.outputs)) {
    process.stdout.write(`${output}  ${Math.round(bytes / 1024)} kB\n`);
  }
}
