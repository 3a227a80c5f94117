/** UTF-16 units of the longest text that is parsed. */
export const maxManifestLength = 2_000_000;
/** Clusters of one document that are checked: where the version is unknown, each takes a check for every version. */
export const maxManifestClusters = 100;
