import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Metafile, type Plugin, transform } from "esbuild";
import { thirdPartyNotices } from "./thirdPartyNotices.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** `--debug`: readable code with source maps, for a debugger. */
const isDebug = process.argv.includes("--debug");
const readable = { minify: !isDebug, sourcemap: isDebug ? "inline" : false } as const;

/** What every bundle is made with. */
const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  ...readable,
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
  const metafiles = await Promise.all([
    buildForBrowser("browser", "client/src/browser/extension.ts", "cjs"),
    buildForBrowser("worker", "server/src/main/browser.ts", "iife"),
    buildProgram("client", "client/src/node/extension.ts", true),
    buildProgram("server", "server/src/main/server.ts"),
    buildProgram("cli", "server/src/main/cli.ts"),
  ]);
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  await writeFile(join(root, "dist/THIRD_PARTY_NOTICES.txt"), await thirdPartyNotices(root, inputs));
  return metafiles;
}

/**
 * The extension as a browser runs it, or the language server in its worker: one file each, since a worker of the editor loads no other. Nothing of
 * Node is in it, or esbuild would not find it.
 */
async function buildForBrowser(name: string, entry: string, format: "cjs" | "iife"): Promise<Metafile> {
  const { metafile } = await build({
    ...common,
    metafile: true,
    target: "es2022",
    entryPoints: { [name]: entry },
    format,
    outdir: "dist",
  });
  return metafile;
}

/**
 * A program that runs on Node. What it loads with `import(…)` is a chunk that stays out of memory until it is needed: the
 * client's library, X.509 code, the set-up. Each program has chunks of its own, since
 * sharing them would cut them into many small ones, which cost more to find than to read. esbuild splits ECMAScript modules
 * only, so each chunk is turned into CommonJS afterwards.
 */
async function buildProgram(name: string, entry: string, startsItself = false): Promise<Metafile> {
  const { metafile, outputFiles } = await build({
    ...common,
    ...onNode,
    mainFields,
    metafile: true,
    entryPoints: { [name]: entry },
    format: "esm",
    splitting: true,
    entryNames: startsItself ? "[name]" : "[name]/[name]-[hash]",
    chunkNames: `${name}/[name]-[hash]`,
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
    plugins: [serverApart],
    write: false,
  });
  await mkdir(join(root, "dist", name), { recursive: true });
  for (const { path, text } of outputFiles) {
    const { code } = await transform(withPlainBindings(text), {
      ...onNode,
      ...onlyRequire,
      ...readable,
      format: "cjs",
      legalComments: "none",
    });
    await writeFile(path, inAscii(code));
  }
  if (!startsItself) await buildStart(name, entry, metafile);
  return metafile;
}

/**
 * A chunk whose imports from other chunks are constants, and whose exports are values. esbuild would make a getter of each export and
 * call it at each use: thousands of calls in the slowest part of a program's life. Chunks do not import each other in circles,
 * and none assigns anew what it exports.
 */
function withPlainBindings(chunk: string): string {
  return chunk
    .replace(/^(?:import\s*(?:\{[^}]*\}\s*from\s*)?"\.[^"]*";\s*)+/, (imports) =>
      imports.replace(
        /import\s*(?:\{([^}]*)\}\s*from\s*)?("[^"]*")/g,
        (_, names: string | undefined, path: string) => {
          return `${names === undefined ? "" : `const {${names.replace(/ as /g, ": ")}} = `}require(${path})`;
        },
      ),
    )
    .replace(/export\s*\{([^}]*)\};\s*$/, (_, names: string) => {
      return `module.exports = {${names.replace(/([\w$]+) as ([\w$]+)/g, "$2: $1")}};\n`;
    });
}

/**
 * esbuild leaves other characters than those of ASCII in regular expressions and templates. One of them makes V8 keep the whole file
 * with two bytes for each character, and read it in more than twice the time.
 */
function inAscii(code: string): string {
  return code.replace(/[\u0080-\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** `dist/NAME.cjs`, which loads the program with what V8 compiled it to before. */
async function buildStart(name: string, entry: string, { outputs }: Metafile): Promise<void> {
  // What is imported when it is needed counts as an entry, too.
  const program = Object.keys(outputs).find((path) => outputs[path]?.entryPoint === entry) ?? "";
  const isCommand = name === "cli";
  const outfile = join(root, `dist/${name}.cjs`);
  await build({
    ...common,
    ...onNode,
    entryPoints: ["server/src/start/start.ts"],
    format: "cjs",
    define: { program: JSON.stringify(relative("dist", program)) },
    ...(isCommand && { banner: { js: "#!/usr/bin/env node" } }),
    outfile,
  });
  if (isCommand) await chmod(outfile, 0o755);
}

/** `pgssl lsp` runs the server's own bundle. */
const serverApart: Plugin = {
  name: "server-apart",
  setup(build) {
    build.onResolve({ filter: /\/server\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "../server.cjs", external: true } : undefined,
    );
  },
};

for (const metafile of await buildAll()) {
  for (const [output, { bytes }] of Object.entries(metafile.outputs)) {
    process.stdout.write(`${output}  ${Math.round(bytes / 1024)} kB\n`);
  }
}
