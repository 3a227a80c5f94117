import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createVSIX, listFiles, PackageManager } from "@vscode/vsce";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** A folder that holds what is packed and nothing else: vsce would look at every file of `.tools` and of the demo. */
const stage = join(root, ".out/package");

/** Everything that may go to users. What is not named here was packed by mistake. */
const allowed = [
  /^(package\.json|package\.nls(\.[a-z-]+)?\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^dist\/(client|server|cli)\.cjs$/,
  /^dist\/(client|server|cli)\/[\w-]+\.cjs$/,
  /^dist\/browser\.js$/,
  /^dist\/THIRD_PARTY_NOTICES\.txt$/,
  /^syntaxes\/[\w-]+\.(generated\.tmLanguage|generated\.schema|language-configuration)\.json$/,
  /^client\/images\/(icon\.png|view\.svg)$/,
  /^client\/images\/walkthrough\/[\w-]+\.svg$/,
  /^server\/docs\/(rules\/[a-z0-9-]+|rule-examples)\.md$/,
];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly files: readonly string[];
  readonly type?: unknown;
  readonly scripts?: unknown;
  readonly devDependencies?: unknown;
}

const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as Manifest;
await rm(stage, { recursive: true, force: true });
await mkdir(stage, { recursive: true });
for (const path of manifest.files) await cp(join(root, path), join(stage, path), { recursive: true });
// All that is packed is CommonJS. VS Code goes by `type`, and in a browser it runs no modules of extensions.
const { type: _, scripts: __, devDependencies: ___, ...shipped } = manifest;
await writeFile(join(stage, "package.json"), `${JSON.stringify(shipped, null, 2)}\n`);
// The page of the extension. VS Code and the Marketplace show pictures from the web only, so that all its links are absolute.
await cp(join(root, "client/README.md"), join(stage, "README.md"));

const strangers = (await listFiles({ cwd: stage, packageManager: PackageManager.None })).filter(
  (file) => !allowed.some((pattern) => pattern.test(file)),
);
if (strangers.length > 0)
  throw new Error(`These files do not belong in the package: ${strangers.join(", ")}`);

await createVSIX({
  cwd: stage,
  packagePath: join(root, `${manifest.name}-${manifest.version}.vsix`),
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: true,
});
