/** UTF-16 units of the longest text that is parsed, and of what aliases repeat in one document. */
export const maxManifestLength = 2_000_000;
/** Clusters of one document that are checked: where the version is unknown, each takes a check for every version. */
export const maxManifestClusters = 100;
/** Documents of one stream that are read: each is tried by all carriers. */
export const maxManifestDocuments = 10_000;
/** Manifests of one project of Kubernetes that are read beside one of them. */
export const maxProjectFiles = 200;
/** Services of a project of Compose that are looked at, and entries of one list of a service: many may extend one that has long lists. */
export const maxComposeServices = 1_000;
export const maxServiceEntries = 1_000;
/** Files of a project of Compose that are merged, and those that are included, at the most, and services that one extends, each the one before. */
export const maxMerged = 20;
export const maxExtended = 10;
/** Characters of the longest value of a variable that is filled in: paths have no more (PATH_MAX of Linux). */
export const maxVariable = 4096;
/** Clusters of one document of Ansible: its tasks, and the variables of a role. */
export const maxAnsibleClusters = 60;
/** Items of a variable of Ansible, or entries of its settings, and the lines that become of them. */
export const maxAnsibleItems = 3_000;
export const maxAnsibleLines = 10_000;
