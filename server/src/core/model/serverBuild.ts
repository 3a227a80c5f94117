/** What a server may be compiled with, as far as configuration depends on it. */
export const buildFeatures = ["ssl", "gssapi", "ldap", "pam", "bsd", "sspi"] as const;

export type BuildFeature = (typeof buildFeatures)[number];

/** The features of PostgreSQL's own Debian and RPM packages. */
export const packagedBuild: ReadonlySet<BuildFeature> = new Set(["ssl", "gssapi", "ldap", "pam"]);

/** The families of OpenSSL that judge the same file or list differently: `3` is 3.0 to 3.4, `3.5` all that came later. */
export const openSslFamilies = ["1.1.1", "3", "3.5"] as const;

export type OpenSslFamily = (typeof openSslFamilies)[number];
