import { pgbouncerVersions } from "../model/pgbouncerVersion.ts";
import { buildFeatures, openSslFamilies, serverPlatforms } from "../model/serverBuild.ts";
import { serverVersions } from "../model/serverVersion.ts";

/** A key of the comment `# pgssl: KEY=VALUE …`, which says what no PostgreSQL file does. */
export interface CommentKey {
  readonly name: string;
  /** All values; absent where any word is one. */
  readonly values?: readonly string[];
  /** Several values may be joined by commas. */
  readonly isList?: true;
  /** What it says, in one sentence. */
  readonly meaning: string;
}

/** All keys, each with the name of the `pgssl.*` setting that it overrides, if any, in its meaning. */
export const commentKeys = [
  { name: "version", values: serverVersions.map(String), meaning: "The server's major version." },
  {
    name: "build",
    values: buildFeatures,
    isList: true,
    meaning: "What the server was built with, as pgssl.serverBuild.",
  },
  {
    name: "openssl",
    values: openSslFamilies,
    meaning: "The server's OpenSSL, as pgssl.openssl: 3 is 3.0 to 3.4, 3.5 is 3.5 and later.",
  },
  { name: "user", meaning: "The user that the server runs as, by name or number, as pgssl.serverUser." },
  {
    name: "platform",
    values: serverPlatforms,
    meaning: "The operating system of the server, as pgssl.serverPlatform.",
  },
  {
    name: "pgbouncer",
    values: pgbouncerVersions.map((version) => `1.${version}`),
    meaning: "The release of PgBouncer, in pgbouncer.ini.",
  },
] as const satisfies readonly CommentKey[];

export type CommentKeyName = (typeof commentKeys)[number]["name"];
