import { join, resolve } from "node:path";
import { hostLanguageOfPath, type LanguageService } from "../core/index.ts";
import { toUri } from "../disk/fileUri.ts";
import { nodeHost } from "../disk/nodeHost.ts";
import { CannotRun } from "./cannotRun.ts";
import { findFiles } from "./findFiles.ts";
import { readHost } from "./readHost.ts";

/** A cluster that a path leads to. */
export interface FoundCluster {
  readonly uri: string;
  /** The manifest that holds it. */
  readonly manifest?: string;
  /** Its name there. */
  readonly name?: string;
}

/** Clusters of one path at the most. */
const maxClusters = 1_000;

/**
 * The clusters at a path: that of a configuration file or of a folder; those of a manifest, or of all manifests in a folder without
 * configuration files; `FILE#NAME` is one of a manifest. Manifests are opened in the service. @throws CannotRun
 */
export async function findClusters(path: string, service: LanguageService): Promise<readonly FoundCluster[]> {
  const found = await statOf(path);
  const [, file = path, name] = found ? [] : (/^(.+)#([^#]+)$/.exec(path) ?? []);
  if (hostLanguageOfPath(file) && (found === undefined ? await statOf(file) : found) === "file") {
    const clusters = await clustersIn(file, service, true);
    if (clusters.length === 0) throw new CannotRun(`${file}: holds no configuration of PostgreSQL`);
    const own = name === undefined ? clusters : clusters.filter((cluster) => cluster.name === name);
    if (own.length === 0) throw new CannotRun(`${file}: holds no cluster ${name}, but ${namesOf(clusters)}`);
    return own;
  }
  if (found !== "directory") return [{ uri: toUri(path) }];
  const main = toUri(join(resolve(path), "postgresql.conf"));
  for (const name of ["postgresql.conf", "pg_hba.conf"])
    if (await nodeHost.stat(toUri(join(path, name)))) return [{ uri: main }];
  const clusters: FoundCluster[] = [];
  for await (const { hosts } of findFiles([path], undefined, ignore, ignore))
    for (const host of hosts.filter((one) => hostLanguageOfPath(one)))
      if (clusters.length < maxClusters)
        clusters.push(...(await clustersIn(host, service, false).catch(() => [])));
  return clusters.length > 0 ? clusters : [{ uri: main }];
}

/** The one cluster at a path. @throws CannotRun where there are several */
export async function clusterUri(path: string, service: LanguageService): Promise<string> {
  const clusters = await findClusters(path, service);
  const [first, ...others] = clusters;
  if (!first || others.length === 0) return first?.uri ?? toUri(path);
  const example = clusters.find(({ name }) => name !== undefined) ?? first;
  const way = example.name === undefined ? "" : `; name one, as ${example.manifest}#${example.name}`;
  throw new CannotRun(`${path}: holds ${clusters.length} clusters, ${namesOf(clusters)}${way}`);
}

/** The clusters of a manifest that somebody named, or that was found in a folder; it is opened in the service. @throws CannotRun for one that cannot be read */
export async function clustersIn(
  manifest: string,
  service: LanguageService,
  isNamed: boolean,
): Promise<readonly FoundCluster[]> {
  const uri = toUri(manifest);
  const document = await readHost(uri, manifest, isNamed);
  if (!document) return [];
  service.open(document);
  const clusters = await service.embeddedClusters(uri);
  // With a folder each counts where it is described.
  const own = isNamed ? clusters : clusters.filter(({ isOfOther }) => !isOfOther);
  return own.map((cluster) => ({ ...cluster, manifest }));
}

const ignore = () => {};

/** Names that a message has room for. */
const maxNames = 5;

function namesOf(clusters: readonly FoundCluster[]): string {
  const names = clusters.slice(0, maxNames).map(({ name, manifest }) => name ?? `one of ${manifest}`);
  return `${names.join(", ")}${clusters.length > maxNames ? ", …" : ""}`;
}

/** @throws CannotRun for a file system that does not answer */
async function statOf(path: string): Promise<string | undefined> {
  const found = await nodeHost.stat(toUri(path));
  if (found === "no-answer") throw new CannotRun(`${path}: no answer from the file system`);
  return typeof found === "object" ? found.kind : undefined;
}
