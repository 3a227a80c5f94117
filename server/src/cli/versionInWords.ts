import { newestServerVersion, oldestServerVersion } from "../core/model/serverVersion.ts";
import { packageFile } from "./packageFiles.ts";

/** The version of this program, the commit that it was packed from, and the versions of PostgreSQL that it knows. */
export function versionInWords(): string {
  const { version, gitHead } = JSON.parse(packageFile("package.json")) as {
    version: string;
    gitHead?: string;
  };
  const commit = gitHead ? `commit ${gitHead.slice(0, 12)}` : "not packaged";
  return `${version} (${commit}, PostgreSQL ${oldestServerVersion} to ${newestServerVersion})`;
}
