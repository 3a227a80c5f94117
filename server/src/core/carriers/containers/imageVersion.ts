import { type KnownVersion, toKnownVersion } from "../../cluster/knownVersion.ts";
import { hasTemplateSyntax } from "../../syntax/template.ts";

/**
 * The version of the server in an image (`ghcr.io/cloudnative-pg/postgresql:16.2-bookworm`, `pgvector:0.8.0-pg16`) or as a number (`16`,
 * `16.2`).
 */
export function imageVersion(text: string | undefined, reason: string): KnownVersion | undefined {
  if (text !== undefined && hasTemplateSyntax(text)) return undefined;
  const tag = text?.split("@", 1)[0]?.replace(/^.*:(?=[^/:]*$)/, "");
  const [, ofServer, number] =
    /(?:^|[-_.])pg(\d{2})(?=$|[-._])|^v?(\d{2}|9\.\d)(?=$|[-._])/.exec(tag ?? "") ?? [];
  return toKnownVersion(ofServer ?? number, reason);
}

/** The version in a path of a package: `/usr/lib/postgresql/16/bin`, `/var/lib/pgsql/16/data`, `/usr/pgsql-16/bin`. */
export function pathVersion(path: string | undefined, reason: string): KnownVersion | undefined {
  const written = /(?:postgres(?:ql)?|pgsql)[^/]{0,20}?[/-](\d\d|9\.\d)(?:\/|$)/.exec(path ?? "")?.[1];
  return toKnownVersion(written, reason);
}
