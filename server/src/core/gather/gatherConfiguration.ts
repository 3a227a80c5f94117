import type { Reasoned } from "../cluster/cluster.ts";
import type { ProjectSettings } from "../cluster/projectSettings.ts";
import { isForbidden, mayAccess, type ServerAccount } from "../cluster/serverAccess.ts";
import { childOf, parentFolders } from "../cluster/uris.ts";
import type { FileStat } from "../host.ts";
import { type Configuration, readConfiguration } from "./configuration.ts";
import { findDataDirectory, readVersionFile } from "./dataDirectory.ts";
import type { Facts } from "./facts.ts";
import type { ClusterSources } from "./gatherCluster.ts";
import { ReadLimit } from "./readLimit.ts";
import { findServerUser } from "./serverUser.ts";

/** The settings' files as the server reads them, and the data directory that they lead to. */
export interface GatheredConfiguration {
  readonly configuration: Configuration;
  readonly dataDirectory: Reasoned<string> | undefined;
  /** What `PG_VERSION` holds; the data directory is on this machine if there is one. */
  readonly versionFile: string | undefined;
}

/**
 * Reads the main file with its includes and then postgresql.auto.conf (manual, "Setting Parameters"), but for those files that the
 * server skips because it has no permission to open them. Only the data directory shows who the server's user is, so that the
 * files are read again where there are such.
 */
export async function gatherConfiguration(
  mainFile: string | undefined,
  folder: string,
  sources: ClusterSources,
): Promise<GatheredConfiguration> {
  const gathered = await gather(mainFile, folder, sources, new Set());
  const closed = await closedFiles(gathered, folder, sources);
  return closed.size > 0 ? gather(mainFile, folder, sources, closed) : gathered;
}

async function gather(
  mainFile: string | undefined,
  folder: string,
  sources: ClusterSources,
  passedOver: ReadonlySet<string>,
): Promise<GatheredConfiguration> {
  const { documents, facts, settings } = sources;
  const configuration: Configuration = {
    members: new Map(),
    assignments: [],
    isPartial: false,
    tooDeep: new Map(),
    included: new Map(),
    optional: new Set(),
    passedOver,
    limit: new ReadLimit(),
  };
  const read = (uri: string) =>
    readConfiguration(uri, configuration, documents, facts, settings.pathMappings);
  if (mainFile) await read(mainFile);
  const dataDirectory = await findDataDirectory(folder, configuration, sources);
  // What a template becomes is not the file of a server that runs here.
  const isTemplate = mainFile !== undefined && documents.loaded(mainFile)?.current.template !== undefined;
  const versionFile =
    dataDirectory && !isTemplate ? await readVersionFile(dataDirectory.value, facts) : undefined;
  if (dataDirectory && versionFile !== undefined) await admitServer(dataDirectory.value, mainFile, facts);
  const autoConf = childOf(dataDirectory?.value ?? folder, "postgresql.auto.conf");
  if (mainFile && !passedOver.has(autoConf)) {
    configuration.optional.add(autoConf);
    await read(autoConf);
  }
  return { configuration, dataDirectory, versionFile };
}

/** A server's files are the user's where the one that owns the data directory owns the configuration: others cannot claim it. */
async function admitServer(dataDirectory: string, mainFile: string | undefined, facts: Facts): Promise<void> {
  const [directory, main] = await Promise.all([dataDirectory, mainFile].map((uri) => uri && facts.stat(uri)));
  if (typeof directory !== "object" || typeof main !== "object") return;
  if (directory.owner !== undefined && directory.owner === main.owner)
    facts.admitServer(dataDirectory, directory.owner);
}

/** The files that are there, that the server need not open, and that it certainly may not. */
async function closedFiles(
  { configuration, dataDirectory, versionFile }: GatheredConfiguration,
  folder: string,
  sources: ClusterSources,
): Promise<ReadonlySet<string>> {
  const accountWith = (groups: boolean) =>
    serverAccount(dataDirectory, versionFile !== undefined, groups, sources);
  const owner = await accountWith(false);
  const doubtful: [uri: string, stat: FileStat, access: "read" | "enter"][] = [];
  for (const uri of configuration.optional) {
    if (!configuration.members.has(uri)) continue;
    const entered = [dataDirectory?.value, folder].find((top) => top && uri.startsWith(`${top}/`)) ?? folder;
    for (const step of [uri, ...parentFolders(uri, entered)]) {
      const stat = await sources.facts.stat(step);
      const access = step === uri ? "read" : "enter";
      if (typeof stat === "object" && mayAccess(stat, access, owner) !== true)
        doubtful.push([uri, stat, access]);
    }
  }
  if (doubtful.length === 0) return new Set(); // nearly always, and nobody's groups were looked for
  const account = await accountWith(true);
  return new Set(
    doubtful.flatMap(([uri, stat, access]) => (isForbidden(stat, account, access) ? [uri] : [])),
  );
}

/** The user whose permissions the server has; the groups only with `withGroups`. */
export async function serverAccount(
  dataDirectory: Reasoned<string> | undefined,
  isOnServer: boolean,
  withGroups: boolean,
  { facts, settings }: ClusterSources,
): Promise<ServerAccount> {
  const stat = dataDirectory && (await facts.stat(dataDirectory.value));
  const user = await findServerUser(
    settings.serverUser,
    typeof stat === "object" ? stat.owner : undefined,
    withGroups && isOnServer && knowsAccounts(settings) ? facts : undefined,
  );
  return {
    isOnServer,
    serverPlatform: settings.serverPlatform,
    ...(typeof stat === "object" && { dataDirectoryStat: stat }),
    ...(user && { serverUser: user.id }),
    ...(user?.groups && { serverGroups: user.groups }),
    ...(user?.userNames && { userNames: user.userNames }),
  };
}

/** Whether this machine's accounts are those of the server: files at other paths there belong to another machine. */
function knowsAccounts({ pathMappings, serverPlatform }: ProjectSettings): boolean {
  return serverPlatform === "posix" && Object.keys(pathMappings).length === 0;
}
