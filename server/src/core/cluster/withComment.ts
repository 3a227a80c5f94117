import type { ProjectSettings } from "./projectSettings.ts";
import type { DocumentText } from "./sourceDocument.ts";
import { topDirective } from "./topDirective.ts";

/** The settings as the `# pgssl:` comment at the top of a cluster's main file overrides them; the version is found elsewhere. */
export function withComment(
  settings: ProjectSettings,
  main: Pick<DocumentText, "lines"> | undefined,
): ProjectSettings {
  const { build, openSsl, serverUser, serverPlatform } = main ? topDirective(main) : {};
  return {
    ...settings,
    ...(build && { serverBuild: build }),
    ...(openSsl && { openssl: openSsl }),
    ...(serverUser !== undefined && { serverUser }),
    ...(serverPlatform && { serverPlatform }),
  };
}
