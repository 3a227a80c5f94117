// GENERATED from package.json by server/scripts/generateManifest.ts

/** The page of the repository. */
export const repositoryUri = "https://github.com/pgssl/pgssl";
