/** UTF-16 units of the longest text that is parsed, and of what aliases repeat in one document. */
export const maxManifestLength = 2_000_000;
/** Clusters of one document that are checked: where the version is unknown, each takes a check for every version. */
export const maxManifestClusters = 100;
/** Documents of one stream that are read: each is tried by all carriers. */
export const maxManifestDocuments = 10_000;
