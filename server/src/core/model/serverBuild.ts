/** What a server may be compiled with, as far as configuration depends on it. */
export const buildFeatures = [
  "ssl",
  "gssapi",
  "ldap",
  "pam",
  "bsd",
  "sspi",
  "lz4",
  "zstd",
  "liburing",
] as const;

export type BuildFeature = (typeof buildFeatures)[number];

/** The features by the names of what a server is built with. */
export const featureNames: Readonly<Record<BuildFeature, string>> = {
  ssl: "OpenSSL",
  gssapi: "GSSAPI",
  ldap: "LDAP",
  pam: "PAM",
  bsd: "BSD Authentication",
  sspi: "SSPI, that is, on Windows",
  lz4: "LZ4",
  zstd: "Zstandard",
  liburing: "liburing",
};

/** The features of PostgreSQL's own Debian and RPM packages. */
export const packagedBuild: ReadonlySet<BuildFeature> = new Set([
  "ssl",
  "gssapi",
  "ldap",
  "pam",
  "lz4",
  "zstd",
  "liburing",
]);

/** The families of OpenSSL that treat the same file or list differently: `3` is 3.0 to 3.4, `3.5` all that came later. */
export const openSslFamilies = ["1.1.1", "3", "3.5"] as const;

export type OpenSslFamily = (typeof openSslFamilies)[number];

/** The operating systems that a server may run on, as far as configuration depends on them. */
export const serverPlatforms = ["posix", "windows"] as const;

export type ServerPlatform = (typeof serverPlatforms)[number];
