import { URI } from "vscode-uri";
import { defaultProjectSettings, isAbsolutePath, type ProjectSettings } from "../core/index.ts";
import type { Severity } from "../core/model/diagnostic.ts";
import { buildFeatures, openSslFamilies } from "../core/model/serverBuild.ts";
import { toServerVersion } from "../core/model/serverVersion.ts";

/**
 * Reads what an editor has under `pgssl`; anything of a wrong type is as if it were not set. `platform` is that of the
 * machine which holds the files, and so of the server unless a setting says otherwise; `folders` are the URIs of the workspace's.
 */
export function readSettings(
  value: unknown,
  trusted: boolean,
  platform: ProjectSettings["serverPlatform"] = "posix",
  folders: readonly string[] = [],
): ProjectSettings {
  const given = isRecord(value) ? value : {};
  const { expiryWarningDays, serverUser, serviceFile } = given;
  const minimumColumnWidth = isRecord(given.format) ? given.format.minimumColumnWidth : undefined;
  const serverVersion = toServerVersion(given.serverVersion);
  const dataDirectory = given.dataDirectory;
  const build = given.serverBuild;
  const openssl = openSslFamilies.find((family) => family === given.openssl);
  return {
    ...defaultProjectSettings,
    ...(serverVersion && { serverVersion }),
    ...(typeof dataDirectory === "string" && dataDirectory !== "" && { dataDirectory }),
    pathMappings: stringRecord(given.pathMappings),
    ...(Array.isArray(build) && {
      serverBuild: new Set(buildFeatures.filter((feature) => build.includes(feature))),
    }),
    ...(openssl && { openssl }),
    ...(typeof serviceFile === "string" && serviceFile !== "" && { serviceFile }),
    ...(isUser(serverUser) && { serverUser }),
    serverPlatform: serverPlatforms.find((known) => known === given.serverPlatform) ?? platform,
    ...(typeof expiryWarningDays === "number" && expiryWarningDays >= 0 && { expiryWarningDays }),
    ...(isColumnWidth(minimumColumnWidth) && { minimumColumnWidth }),
    rules: severityRecord(given.rules),
    roots: trusted ? [...folders, ...foldersNamedIn(given)] : folders,
    trusted,
  };
}

/** The URIs of files and folders of the user's that settings name. */
function foldersNamedIn({
  dataDirectory,
  pathMappings,
  serviceFile,
}: Readonly<Record<string, unknown>>): string[] {
  return [dataDirectory, serviceFile, ...Object.values(stringRecord(pathMappings))].flatMap((path) =>
    typeof path === "string" && isAbsolutePath(path) ? [URI.file(path).toString()] : [],
  );
}

function isUser(value: unknown): value is string | number {
  return typeof value === "number"
    ? Number.isInteger(value) && value > 0
    : typeof value === "string" && value !== "";
}

function isColumnWidth(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 100;
}

const serverPlatforms: readonly ProjectSettings["serverPlatform"][] = ["posix", "windows"];

const severities: readonly (Severity | "off")[] = ["error", "warning", "information", "hint", "off"];

function severityRecord(value: unknown): Readonly<Record<string, Severity | "off">> {
  const found: Record<string, Severity | "off"> = {};
  for (const [rule, wanted] of Object.entries(isRecord(value) ? value : {})) {
    const severity = severities.find((known) => known === wanted);
    if (severity) found[rule] = severity;
  }
  return found;
}

function stringRecord(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(isRecord(value) ? value : {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
