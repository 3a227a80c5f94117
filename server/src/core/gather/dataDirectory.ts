import type { Reasoned } from "../cluster/cluster.ts";
import type { ProjectSettings } from "../cluster/projectSettings.ts";
import { settingsFileName } from "../cluster/settingsFile.ts";
import type { DocumentText, Embedding } from "../cluster/sourceDocument.ts";
import { topDirective } from "../cluster/topDirective.ts";
import { childOf, isAbsolutePath, pathOf, resolvePath } from "../cluster/uris.ts";
import {
  newestServerVersion,
  oldestServerVersion,
  type ServerVersion,
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
 * The server's version, from the first source that has it: a comment, the manifest around it, the setting, `PG_VERSION`, the path of
 * the data directory, that of the file. `plain` is a file that a container's arguments include: for it the setting goes before the
 * tag of the image, and a tag without a version says nothing.
 */
export function findVersion(
  main: (Pick<DocumentText, "lines"> & { readonly embedding?: Embedding | undefined }) | undefined,
  versionFile: string | undefined,
  key: string,
  settings: ProjectSettings,
  assignments: Configuration["assignments"] = [],
  plain?: Pick<DocumentText, "lines">,
): Reasoned<ServerVersion> {
  const configured =
    (main && topDirective(main).serverVersion) ?? (plain && topDirective(plain).serverVersion);
  if (configured) return { value: configured, reason: "a comment in the file says so" };
  const embedding = main?.embedding;
  if (embedding && !plain) return embedding.version;
  if (settings.serverVersion)
    return { value: settings.serverVersion, reason: chosenIn("serverVersion", settings) };
  if (embedding?.isVersionKnown) return embedding.version;
  const initialized = toServerVersion(versionFile);
  if (initialized) return { value: initialized, reason: "PG_VERSION in the data directory says so" };
  const foreign = Number.parseFloat(versionFile ?? "");
  if (foreign > 0) {
    const nearest = foreign < oldestServerVersion ? oldestServerVersion : newestServerVersion;
    return { value: nearest, reason: `the nearest one that is known: PG_VERSION says ${foreign}` };
  }
  const assigned = assignments.findLast(({ name }) => name === "data_directory")?.value ?? "";
  const inDirectory = toServerVersion(versionInPath.exec(assigned)?.[1]);
  if (inDirectory) return { value: inDirectory, reason: "the path in data_directory says so" };
  const inPath = toServerVersion(versionInPath.exec(pathOf(key))?.[1]);
  if (inPath) return { value: inPath, reason: "the path says so" };
  return { value: newestServerVersion, reason: "the newest one, since nothing says otherwise" };
}

/** `/etc/postgresql/16/main`, `/var/lib/pgsql/16/data`, `postgresql@16`, `postgresql-16`. */
const versionInPath = /(?:postgres(?:ql)?|pgsql)[^/\\]{0,64}?[/\\@-]v?(\d\d)(?:[/\\.]|$)/i;

function chosenIn(name: string, { inFile }: ProjectSettings): string {
  return inFile?.has(name) ? `set in ${settingsFileName}` : `set by pgssl.${name}`;
}
