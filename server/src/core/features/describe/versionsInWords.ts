import {
  existsIn,
  type ServerVersion,
  serverVersions,
  type VersionRange,
} from "../../model/serverVersion.ts";
import { type Markdown, md } from "../hover/render.ts";

/** The versions in which a thing exists; `undefined` when all known ones have it. */
export function versionsInWords({ since, until }: VersionRange): string | undefined {
  if (since !== undefined && until !== undefined) {
    return since === until ? `PostgreSQL ${since} only` : `PostgreSQL ${since} to ${until}`;
  }
  if (since !== undefined) return `PostgreSQL ${since} and later`;
  return until === undefined ? undefined : `up to PostgreSQL ${until}`;
}

/** A warning where a version lacks what others have. */
export function absenceInWords(range: VersionRange, version: ServerVersion): Markdown | undefined {
  if (existsIn(range, version)) return undefined;
  return md`**PostgreSQL ${version} does not know it**: ${versionsInWords(range) ?? ""}.`;
}

/** The range of versions for which a test holds. */
export function versionsWith(exists: (version: ServerVersion) => boolean): VersionRange | undefined {
  const having = serverVersions.filter(exists);
  const [first, last] = [having[0], having.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    ...(first !== serverVersions[0] && { since: first }),
    ...(last !== serverVersions.at(-1) && { until: last }),
  };
}
