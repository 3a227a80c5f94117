import type { Cluster } from "./cluster.ts";
import type { ProjectSettings } from "./projectSettings.ts";
import { folderOf, type PathMappings, resolvePath } from "./uris.ts";

/** Where relative paths start, and whether what is missing here is missing for the server. */
export interface PathBase {
  /** A folder; the data directory, or the configuration's own folder where the former is not known. */
  readonly folder: string;
  readonly isOnServer: boolean;
  readonly mappings: PathMappings;
  /** Whether private keys may be read. */
  readonly trusted: boolean;
  readonly serverPlatform: Cluster["serverPlatform"];
}

/** Where the paths of a cluster's certificate and key files start: the data directory, as far as it is known. */
export function pathBaseIn(
  cluster: Pick<Cluster, "dataDirectory" | "isOnServer" | "serverPlatform">,
  key: string,
  settings: ProjectSettings,
): PathBase {
  return {
    folder: cluster.dataDirectory?.value ?? folderOf(key),
    isOnServer: cluster.isOnServer,
    mappings: settings.pathMappings,
    trusted: settings.trusted,
    serverPlatform: cluster.serverPlatform,
  };
}

/** The URI of the file that a path names. */
export function resolveIn({ folder, mappings }: PathBase, path: string): string {
  return resolvePath(path, folder, mappings);
}
