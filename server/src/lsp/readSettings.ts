import { URI } from "vscode-uri";
import {
  type GivenSettings,
  isAbsolutePath,
  type ProjectSettings,
  readGivenSettings,
} from "../core/index.ts";

/**
 * Reads what an editor has under `pgssl`; anything of a wrong type is as if it were not set. `platform` is that of the
 * machine which holds the files, and so of the server unless a setting says otherwise; `folders` are the URIs of the workspace's.
 */
export function readSettings(
  value: unknown,
  trusted: boolean,
  platform: ProjectSettings["serverPlatform"] = "posix",
  folders: readonly string[] = [],
): GivenSettings {
  const given = readGivenSettings(value ?? {});
  return {
    ...given,
    machinePlatform: platform,
    roots: trusted ? [...folders, ...foldersNamedIn(given)] : folders,
    trusted,
  };
}

/** The URIs of files and folders of the user's that settings name. */
function foldersNamedIn({ dataDirectory, pathMappings = {}, serviceFile }: GivenSettings): string[] {
  return [dataDirectory, serviceFile, ...Object.values(pathMappings)].flatMap((path) =>
    path !== undefined && isAbsolutePath(path) ? [URI.file(path).toString()] : [],
  );
}
