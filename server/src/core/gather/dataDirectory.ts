import type { Reasoned } from "../cluster/cluster.ts";
import { type KnownVersion, nearestTo, toKnownVersion } from "../cluster/knownVersion.ts";
import type { ProjectSettings } from "../cluster/projectSettings.ts";
import { settingsFileName } from "../cluster/settingsFile.ts";
import type { DocumentText, Embedding } from "../cluster/sourceDocument.ts";
import { topDirective } from "../cluster/topDirective.ts";
import { childOf, isAbsolutePath, pathOf, resolvePath } from "../cluster/uris.ts";
import { findSetting } from "../data/settings.ts";
import {
  newestServerVersion,
  type ServerVersion,
  serverVersions,
  toServerVersion,
} from "../model/serverVersion.ts";
import type { Configuration } from "./configuration.ts";
import type { Facts } from "./facts.ts";
import type { ClusterSources } from "./gatherCluster.ts";

/** Where the data directory is: chosen, assigned, or the folder itself where that holds `PG_VERSION`. */
export async function findDataDirectory(
  folder: string,
  configuration: Configuration,
  { facts, settings }: ClusterSources,
): Promise<Reasoned<string> | undefined> {
  const resolve = (path: string) => resolvePath(path, folder, settings.pathMappings).replace(/\/$/, "");
  if (settings.dataDirectory) {
    return { value: resolve(settings.dataDirectory), reason: chosenIn("dataDirectory", settings) };
  }
  // While the server looks for its data directory it knows this setting in small letters only.
  const assigned = configuration.assignments.findLast(({ name }) => name === "data_directory");
  if (assigned && isAbsolutePath(assigned.value)) {
    return { value: resolve(assigned.value), reason: "set by data_directory" };
  }
  return (await readVersionFile(folder, facts)) === undefined
    ? undefined
    : { value: folder, reason: "the folder of the configuration, which holds PG_VERSION" };
}

/** The content of `PG_VERSION`, which every data directory has. */
export async function readVersionFile(folder: string, facts: Facts): Promise<string | undefined> {
  const fact = await facts.text(childOf(folder, "PG_VERSION"));
  return fact && "text" in fact ? fact.text : undefined;
}

/**
 * The server's version, from the first source that has it: a comment, the manifest around it, the setting, `PG_VERSION`, paths
 * in the configuration, that of the file, and the settings of a template. `plain` is a file that a container's arguments include: for it the setting goes before the
 * tag of the image, and a tag without a version says nothing.
 */
export function findVersion(
  main: (Pick<DocumentText, "lines"> & { readonly embedding?: Embedding | undefined }) | undefined,
  versionFile: string | undefined,
  key: string,
  settings: ProjectSettings,
  assignments: Configuration["assignments"] = [],
  plain?: Pick<DocumentText, "lines">,
  isTemplate = false,
): KnownVersion {
  const configured =
    (main && topDirective(main).serverVersion) ?? (plain && topDirective(plain).serverVersion);
  if (configured) return { value: configured, reason: "a comment in the file says so" };
  const embedding = main?.embedding;
  if (embedding && !plain) return embedding.version;
  if (settings.serverVersion)
    return { value: settings.serverVersion, reason: chosenIn("serverVersion", settings) };
  if (embedding && !embedding.version.isOneOfAll) return embedding.version;
  const initialized = toServerVersion(versionFile);
  if (initialized) return { value: initialized, reason: "PG_VERSION in the data directory says so" };
  const foreign = Number.parseFloat(versionFile ?? "");
  if (foreign > 0) return nearestTo(foreign, `PG_VERSION says ${foreign}`);
  return (
    versionInTexts(main?.lines ?? [], assignments) ??
    versionIn(pathOf(key), "the path says so") ??
    versionInName(pathOf(key)) ??
    (isTemplate ? newestKnowing(assignments) : undefined) ?? {
      value: newestServerVersion,
      reason: "the newest one, since nothing says otherwise",
    }
  );
}

/** Settings whose values mostly have the version as a part of a path, the most certain first. */
const pathSettings = [
  "data_directory",
  "hba_file",
  "ident_file",
  "external_pid_file",
  "dynamic_library_path",
];

/** Lines at the start of a file in which a comment may say where it is from. */
const headLines = 60;

/** The version in paths that the configuration names, and in comments at its head. */
function versionInTexts(
  lines: readonly string[],
  assignments: Configuration["assignments"],
): KnownVersion | undefined {
  for (const name of pathSettings) {
    const value = assignments.findLast((one) => one.name === name)?.value ?? "";
    const found = versionIn(value, `the path in ${name} says so`);
    if (found) return found;
  }
  // Debian's packages call a cluster 16/main.
  const cluster = assignments.findLast(({ name }) => name === "cluster_name")?.value ?? "";
  const named = toServerVersion(/^(\d\d)\/\w/.exec(cluster)?.[1]);
  if (named) return { value: named, reason: "cluster_name says so" };
  for (const line of lines.slice(0, headLines)) {
    const path = /^\s*#.{0,200}?([/\\](?:postgresql|pgsql)[/\\@-]\d\d(?=[/\\]).*)/i.exec(line)?.[1] ?? "";
    const found = versionIn(path, "a path in a comment says so");
    if (found) return found;
  }
  return undefined;
}

/** The version in a path: `/etc/postgresql/16/main`, `/var/lib/pgsql/16/data`, `postgresql@16`, `postgresql-16`, `postgresql/16-main.pid`. */
function versionIn(path: string, reason: string): KnownVersion | undefined {
  const written =
    /(?:postgres(?:ql)?|pgsql)[^/\\]{0,64}?[/\\@-]v?(\d\d|9\.\d)(?:[/\\.]|$|-[a-z]\w{0,60}\.pid)/i.exec(
      path,
    )?.[1];
  return toKnownVersion(written, reason);
}

/** The version in the name of a file: `postgresql.9.6.conf.j2`, `postgresql_17.conf`, `pg_hba-14.conf`. */
function versionInName(path: string): KnownVersion | undefined {
  const name =
    /(?:^|[/\\])(?:postgresql|pg_hba|pg_ident)(?:\.conf)?[-._]?(\d\d|9\.\d)\.[a-z][\w.]{0,60}$/i.exec(path);
  return toKnownVersion(name?.[1], "the file's name says so");
}

/** The newest version that has all settings of a template which some version has: that of the server is filled in elsewhere. */
function newestKnowing(assignments: Configuration["assignments"]): Reasoned<ServerVersion> | undefined {
  const versions = serverVersions.toReversed();
  const names = assignments
    .map(({ name }) => name)
    .filter((name) => versions.some((version) => findSetting(name, version)));
  const value = versions.find((version) => names.every((name) => findSetting(name, version)));
  if (value === undefined || value === newestServerVersion) return undefined;
  return { value, reason: "the newest one that has all settings of the template" };
}

function chosenIn(name: string, { inFile }: ProjectSettings): string {
  return inFile?.has(name) ? `set in ${settingsFileName}` : `set by pgssl.${name}`;
}
