import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createVSIX, listFiles, PackageManager } from "@vscode/vsce";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Folders that hold what is packed and nothing else: vsce would look at every file of `.tools` and of the demo. */
const stage = join(root, ".out/package");
const commandStage = join(root, ".out/command");

/** Everything that may go to users. What is not named here was packed by mistake. */
const allowed = [
  /^(package\.json|package\.nls(\.[a-z-]+)?\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^l10n\/bundle\.l10n\.[a-z-]+\.json$/,
  /^dist\/(client|server|cli)\.cjs$/,
  /^dist\/(client|server|cli)\/[\w-]+\.cjs$/,
  /^dist\/(browser|worker)\.js$/,
  /^dist\/THIRD_PARTY_NOTICES\.txt$/,
  /^syntaxes\/[\w-]+\.(generated\.tmLanguage|generated\.schema|language-configuration)\.json$/,
  /^client\/images\/(icon\.png|view\.svg)$/,
  /^client\/images\/walkthrough\/[\w-]+\.svg$/,
  /^server\/docs\/(rules\/[a-z0-9-]+|rule-examples)\.md$/,
];

/** What the package for npm holds: the command line, the language server that it starts, and the pages that it prints. */
const commandFiles = [
  "dist/cli.cjs",
  "dist/cli",
  "dist/server.cjs",
  "dist/server",
  "dist/THIRD_PARTY_NOTICES.txt",
  "server/docs/rules",
  "server/docs/rule-examples.md",
  "server/docs/schemas",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly files: readonly string[];
  readonly type?: unknown;
  readonly scripts?: unknown;
  readonly devDependencies?: unknown;
}

const run = promisify(execFile);
const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as Manifest;
const gitHead = await commit();
await packExtension();
await packCommand();

/** The commit that is packed; `pgssl --version` prints it. Nothing where this is no checkout. */
async function commit(): Promise<string | undefined> {
  const found = await run("git", ["-C", root, "rev-parse", "HEAD"]).catch(() => undefined);
  return found?.stdout.trim();
}

/** The extension for VS Code, on every platform. */
async function packExtension(): Promise<void> {
  await makeStage(stage, manifest.files);
  // All that is packed is CommonJS. VS Code goes by `type`, and in a browser it runs no modules of extensions.
  const { type: _, scripts: __, devDependencies: ___, ...shipped } = manifest;
  await writeManifest(stage, { ...shipped, gitHead });
  // The page of the extension. VS Code and the Marketplace show pictures from the web only, so that all its links are absolute.
  await cp(join(root, "client/README.md"), join(stage, "README.md"));
  const strangers = (await listFiles({ cwd: stage, packageManager: PackageManager.None })).filter(
    (file) => !allowed.some((pattern) => pattern.test(file)),
  );
  if (strangers.length > 0)
    throw new Error(`These files do not belong in the package: ${strangers.join(", ")}`);
  const packagePath = join(root, `${manifest.name}-${manifest.version}.vsix`);
  await createVSIX({
    cwd: stage,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: true,
  });
  await printSize(packagePath);
}

/** The command line with the language server, for npm. */
async function packCommand(): Promise<void> {
  await makeStage(commandStage, commandFiles);
  const words = JSON.parse(await readFile(join(root, "package.nls.json"), "utf8"));
  const { name, version, license, repository, keywords, engines, bin } = manifest as Manifest &
    Record<string, unknown>;
  const shipped = { name, version, license, repository, keywords, bin, gitHead };
  const { node } = engines as { node: string };
  await writeManifest(commandStage, { ...shipped, description: words.description, engines: { node } });
  // On Windows npm is a script of the shell.
  const options = { cwd: commandStage, shell: process.platform === "win32" };
  await run("npm", ["pack", "--ignore-scripts", "--pack-destination", root], options);
  await printSize(join(root, `${name}-${version}.tgz`));
}

async function makeStage(folder: string, files: readonly string[]): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const path of files) await cp(join(root, path), join(folder, path), { recursive: true });
}

async function writeManifest(folder: string, shipped: object): Promise<void> {
  await writeFile(join(folder, "package.json"), `${JSON.stringify(shipped, null, 2)}\n`);
}

async function printSize(path: string): Promise<void> {
  process.stdout.write(`${path}  ${Math.round((await stat(path)).size / 1024)} kB\n`);
}
