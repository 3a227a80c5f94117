import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createVSIX, listFiles, PackageManager } from "@vscode/vsce";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Everything that may go to users. What is not named here was packed by mistake. */
const allowed = [
  /^(package\.json|package\.nls(\.[a-z-]+)?\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^dist\/(client|server|cli|pki)\.cjs$/,
  /^dist\/browser\.js$/,
  /^dist\/THIRD_PARTY_NOTICES\.txt$/,
  /^syntaxes\/[\w-]+\.(generated\.tmLanguage|language-configuration)\.json$/,
  /^client\/images\/icon\.png$/,
  /^server\/docs\/rules\/[a-z-]+\.md$/,
];

const { name, version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
  name: string;
  version: string;
};
const strangers = (await listFiles({ cwd: root, packageManager: PackageManager.None })).filter(
  (file) => !allowed.some((pattern) => pattern.test(file)),
);
if (strangers.length > 0)
  throw new Error(`These files do not belong in the package: ${strangers.join(", ")}`);

await createVSIX({
  cwd: root,
  packagePath: join(root, `${name}-${version}.vsix`),
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
