import type { ProjectSettings } from "./projectSettings.ts";
import type { DocumentText, Embedding } from "./sourceDocument.ts";
import { topDirective } from "./topDirective.ts";

/**
 * The settings as the `# pgssl:` comment at the top of a cluster's main file overrides them, and the document that it is a part of; the
 * version is found elsewhere.
 */
export function withComment(
  settings: ProjectSettings,
  main: (Pick<DocumentText, "lines"> & { readonly embedding?: Embedding | undefined }) | undefined,
): ProjectSettings {
  const { build, openSsl, serverUser, serverPlatform } = main ? topDirective(main) : {};
  const { pathMappings, serverUser: user } = main?.embedding ?? {};
  return {
    ...settings,
    ...(pathMappings && { pathMappings: { ...pathMappings, ...settings.pathMappings } }),
    ...(user !== undefined && { serverUser: user }),
    ...(build && { serverBuild: build }),
    ...(openSsl && { openssl: openSsl }),
    ...(serverUser !== undefined && { serverUser }),
    ...(serverPlatform && { serverPlatform }),
  };
}
