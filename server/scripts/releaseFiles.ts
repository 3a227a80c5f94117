import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** The section of a version in the changelog, or what is not released yet. @throws Error where there is none. */
export function releaseNotes(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((one) => one.startsWith(`${version} `) || one.startsWith(`${version}\n`));
  const notes = section?.slice(section.indexOf("\n")).trim();
  if (!notes) throw new Error(`CHANGELOG.md has no section ${version}.`);
  return `${notes}\n`;
}

/** Lines as `sha256sum --check` reads them. */
export function checksums(files: ReadonlyMap<string, Uint8Array>): string {
  const line = (name: string, content: Uint8Array) =>
    `${createHash("sha256").update(content).digest("hex")}  ${name}\n`;
  return [...files].map(([name, content]) => line(name, content)).join("");
}

/** Writes what a release has beside its packages: notes, checksums, and a list of the components (CycloneDX). */
async function writeReleaseFiles(): Promise<void> {
  const folder = join(root, ".out/release");
  const read = (name: string) => readFile(join(root, name));
  const { name, version } = JSON.parse((await read("package.json")).toString());
  const tag = process.env.RELEASE_TAG ?? "";
  if (tag !== "" && tag !== `v${version}`) throw new Error(`The tag is ${tag}, the version ${version}.`);
  await mkdir(folder, { recursive: true });
  const changelog = (await read("CHANGELOG.md")).toString();
  await writeFile(join(folder, "notes.md"), releaseNotes(changelog, tag === "" ? "Unreleased" : version));
  const names = ["vsix", "tgz"].map((suffix) => `${name}-${version}.${suffix}`);
  const files = await Promise.all(names.map(async (file) => [file, await read(file)] as const));
  await writeFile(join(folder, "SHA256SUMS"), checksums(new Map(files)));
  // The packages hold what is bundled from development dependencies.
  const options = { cwd: root, maxBuffer: 64 << 20, shell: process.platform === "win32" };
  const sbom = await promisify(execFile)("npm", ["sbom", "--sbom-format", "cyclonedx"], options);
  await writeFile(join(folder, "sbom.cdx.json"), sbom.stdout);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeReleaseFiles();
