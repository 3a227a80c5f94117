/** What a server may be compiled with, as far as configuration depends on it. */
export const buildFeatures = ["ssl", "gssapi", "ldap", "pam", "bsd", "sspi"] as const;

export type BuildFeature = (typeof buildFeatures)[number];

/** The features of PostgreSQL's own Debian and RPM packages. */
export const packagedBuild: ReadonlySet<BuildFeature> = new Set(["ssl", "gssapi", "ldap", "pam"]);

/** The families of OpenSSL that judge the same file or list differently. */
export const openSslFamilies = ["1.1.1", "3"] as const;

export type OpenSslFamily = (typeof openSslFamilies)[number];
