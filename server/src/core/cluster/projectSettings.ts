import type { Severity } from "../model/diagnostic.ts";
import { type BuildFeature, type OpenSslFamily, packagedBuild } from "../model/serverBuild.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { PathMappings } from "./uris.ts";

/** What a user may choose; the names are those of the `pgssl.*` settings. */
export interface ProjectSettings {
  /** Used where no comment in the files gives the version. */
  readonly serverVersion?: ServerVersion;
  /** A path; overrides what the files say. */
  readonly dataDirectory?: string;
  readonly pathMappings: PathMappings;
  readonly serverBuild: ReadonlySet<BuildFeature>;
  readonly openssl: OpenSslFamily;
  readonly serverPlatform: "posix" | "windows";
  /** The path of a service file whose entries are clients of the cluster. */
  readonly serviceFile?: string;
  /** The user that the server runs as, by name or number, where that is not the owner of the data directory. */
  readonly serverUser?: string | number;
  /** Days. */
  readonly expiryWarningDays: number;
  /** Characters that a column of an authentication file takes at least when it is formatted; `pgssl.format.minimumColumnWidth`. */
  readonly minimumColumnWidth: number;
  /** Severity by rule id; `off` silences a rule. */
  readonly rules: Readonly<Record<string, Severity | "off">>;
  /**
   * URIs of the folders and files that are the user's: the workspace, or what was named on the command line. Of other files no word is
   * shown. Absent where all files are.
   */
  readonly roots?: readonly string[];
  /** The names of the settings that come from a settings file. */
  readonly inFile?: ReadonlySet<string>;
  /** In an untrusted workspace no certificate or key is opened, nor any file outside of it, and nothing is changed. */
  readonly trusted: boolean;
}

export const defaultProjectSettings: ProjectSettings = {
  pathMappings: {},
  serverBuild: packagedBuild,
  openssl: "3",
  serverPlatform: "posix",
  expiryWarningDays: 30,
  minimumColumnWidth: 8,
  rules: {},
  trusted: true,
};

/** What was chosen in one place, such as an editor; the rest is chosen elsewhere. */
export interface GivenSettings extends Partial<ProjectSettings> {
  /** The platform of the machine, where nothing else is chosen. */
  readonly machinePlatform?: ProjectSettings["serverPlatform"];
}

/** The settings that hold: what is given goes before what a settings file has. Rules and path mappings are joined. */
export function joinSettings(
  { machinePlatform, ...given }: GivenSettings,
  file?: GivenSettings,
): ProjectSettings {
  return {
    ...defaultProjectSettings,
    ...(machinePlatform && { serverPlatform: machinePlatform }),
    ...file,
    ...given,
    rules: { ...file?.rules, ...given.rules },
    pathMappings: { ...file?.pathMappings, ...given.pathMappings },
    ...(file && { inFile: new Set(Object.keys(file).filter((name) => !Object.hasOwn(given, name))) }),
  };
}
