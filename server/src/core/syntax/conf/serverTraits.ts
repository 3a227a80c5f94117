import type { BuildFeature } from "../../model/serverBuild.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";

/** What the check of a value depends on, beside the setting. */
export interface ServerTraits {
  readonly serverVersion: ServerVersion;
  readonly build: ReadonlySet<BuildFeature>;
  readonly serverPlatform: "posix" | "windows";
  /** The value of `DateStyle` in the same configuration, if any. */
  readonly dateStyle?: string | undefined;
}
