import type { ProjectSettings } from "../cluster/projectSettings.ts";
import { folderOf } from "../cluster/uris.ts";
import type { ClusterState } from "./clusterState.ts";
import type { PathBase } from "./fileUses.ts";

/** Where the paths of a cluster's certificate and key files start: the data directory, as far as it is known. */
export function pathBaseOf({ cluster, key }: ClusterState, settings: ProjectSettings): PathBase {
  return {
    folder: cluster.dataDirectory?.value ?? folderOf(key),
    isOnServer: cluster.isOnServer,
    mappings: settings.pathMappings,
    trusted: settings.trusted,
    serverPlatform: settings.serverPlatform,
  };
}
