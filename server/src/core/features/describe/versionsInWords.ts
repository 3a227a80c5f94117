import { existsIn, type ServerVersion, type VersionRange } from "../../model/serverVersion.ts";
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
