import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import { thirdPartyNotices } from "./thirdPartyNotices.ts";
import { withoutDocumentation } from "./withoutDocumentation.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** A program that the package holds, and the file it starts from. */
interface Bundle {
  readonly entry: string;
  readonly output: string;
  readonly platform: "node" | "browser";
  /** Runs from a shell. */
  readonly executable?: boolean;
  /** Shows the prose of rules (SARIF). */
  readonly documented?: boolean;
}

const bundles: readonly Bundle[] = [
  { entry: "client/src/node/extension.ts", output: "client.cjs", platform: "node" },
  { entry: "client/src/browser/extension.ts", output: "browser.js", platform: "browser" },
  { entry: "server/src/node/main.ts", output: "server.cjs", platform: "node" },
  {
    entry: "server/src/cli/main.ts",
    output: "cli.cjs",
    platform: "node",
    executable: true,
    documented: true,
  },
  { entry: "server/src/pki/index.ts", output: "pki.cjs", platform: "node" },
];

/**
 * Keeps what is seldom needed out of the other bundles: X.509 code until the first certificate is met, and the language
 * server on the command line. What they load with `import(…)` is required from the bundle beside them.
 */
const apart: Plugin = {
  name: "apart",
  setup(build) {
    build.onResolve({ filter: /\/(pki\/index|node\/main)\.ts$/ }, ({ kind, path }) => {
      if (kind === "entry-point") return undefined;
      return { path: path.endsWith("pki/index.ts") ? "./pki.cjs" : "./server.cjs", external: true };
    });
  },
};

function optionsOf(bundle: Bundle): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: [bundle.entry],
    outfile: join("dist", bundle.output),
    bundle: true,
    minify: true,
    metafile: true,
    legalComments: "none", // all licences are in THIRD_PARTY_NOTICES.txt
    platform: bundle.platform,
    format: "cjs",
    target: bundle.platform === "node" ? "node20" : "es2022",
    mainFields: bundle.platform === "node" ? ["module", "main"] : ["browser", "module", "main"],
    supported: { "dynamic-import": false }, // `require` costs less than the loader of ECMAScript modules
    external: ["vscode"],
    plugins: bundle.documented ? [apart] : [apart, withoutDocumentation],
    banner: bundle.executable ? { js: "#!/usr/bin/env node" } : {},
    logLevel: "warning",
  };
}

/** Writes `dist/` anew. Bundles whose entry does not exist are left out. Returns what went into each. */
async function buildAll(): Promise<readonly Metafile[]> {
  await rm(join(root, "dist"), { recursive: true, force: true });
  await mkdir(join(root, "dist"));
  const metafiles = await Promise.all(
    bundles
      .filter((bundle) => existsSync(join(root, bundle.entry)))
      .map(async (bundle) => {
        const { metafile } = await build({ ...optionsOf(bundle), metafile: true });
        if (bundle.executable) await chmod(join(root, "dist", bundle.output), 0o755);
        return metafile;
      }),
  );
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  await writeFile(join(root, "dist/THIRD_PARTY_NOTICES.txt"), await thirdPartyNotices(root, inputs));
  return metafiles;
}

for (const metafile of await buildAll()) {
  for (const [output, { bytes }] of Object.entries(metafile.outputs)) {
    process.stdout.write(`${output}  ${Math.round(bytes / 1024)} kB\n`);
  }
}
await checkShebang();

/** The command-line program starts with exactly one `#!` line, or the shell does not know it. */
async function checkShebang(): Promise<void> {
  const path = join(root, "dist/cli.cjs");
  if (!existsSync(path)) return;
  const [first, second] = (await readFile(path, "utf8")).split("\n", 2);
  if (first !== "#!/usr/bin/env node" || second?.startsWith("#!")) throw new Error(`${path}: bad #! line`);
}
