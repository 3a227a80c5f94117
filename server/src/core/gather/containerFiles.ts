import { childOf, parentFolders } from "../cluster/uris.ts";
import type { Facts } from "./facts.ts";

/** How the files are named by which containers get theirs: Compose specification, "Compose file"; `docker build`, `podman build`; `kustomize build`. */
const containerFileNames = [
  "compose.yaml",
  "compose.yml",
  "docker-compose.yaml",
  "docker-compose.yml",
  "Dockerfile",
  "Containerfile",
  "kustomization.yaml",
  "kustomization.yml",
  ...["postgres", "postgresql", "pg", "db", "database"].flatMap((name) => [
    `${name}.Dockerfile`,
    `Dockerfile.${name}`,
  ]),
];
/** Folders, from that of a file upwards, in which they are looked for. */
const containerFolders = 3;

/** The host documents on disk, in the folder of a file and above it, that may bring it into a container, and `known` ones that are gone. */
export async function containerFilesAround(
  uri: string,
  facts: Facts,
  known: Pick<ReadonlyMap<string, unknown>, "has">,
): Promise<readonly string[]> {
  const folders = parentFolders(uri, "").slice(0, containerFolders);
  const there = await Promise.all(folders.map((folder) => facts.urisThere(folder, containerFileNames)));
  const isThere = new Set(there.flat());
  return folders
    .flatMap((folder) => containerFileNames.map((name) => childOf(folder, name)))
    .filter((place) => isThere.has(place) || known.has(place));
}
