import { dirname } from "node:path";
import { hostLanguageOfPath } from "../core/index.ts";
import { toUri } from "../disk/fileUri.ts";
import { promptHost } from "../disk/promptHost.ts";
import { CannotRun, couldNotRun } from "./cannotRun.ts";
import { clustersIn } from "./clusterUri.ts";
import { displayPath } from "./displayPath.ts";
import type { ClusterExpiry } from "./expiry/clusterExpiry.ts";
import { type ExpiryFormatName, expiryFormats } from "./expiry/formats.ts";
import { findFiles } from "./findFiles.ts";
import { createService, type ServerOptions } from "./serverOptions.ts";
import { warn } from "./warn.ts";

/** The options of `pgssl expiry`. */
export interface ExpiryOptions extends ServerOptions {
  readonly format: ExpiryFormatName;
  /** Days: the exit status is 1 if something ends within them. */
  readonly failWithin?: number;
}

const day = 86_400_000;

/** Prints the certificates and lists of all clusters at these paths, by the day on which they end. Returns the exit status. */
export async function expiry(paths: readonly string[], options: ExpiryOptions): Promise<number> {
  const now = promptHost.now();
  let isWhole = true;
  const cannot = ({ message }: CannotRun) => {
    isWhole = false;
    warn(message);
  };
  const found: ClusterExpiry[] = [];
  for await (const one of clusterExpiries(paths, options, cannot)) found.push(one);
  found.sort((a, b) => a.ends - b.ends);
  process.stdout.write(expiryFormats[options.format](found, now));
  if (!isWhole) return couldNotRun;
  const { failWithin } = options;
  return failWithin !== undefined && found.some(({ ends }) => ends < now + failWithin * day) ? 1 : 0;
}

/** Goes through the clusters, one after the other; memory holds only what ends. */
async function* clusterExpiries(
  paths: readonly string[],
  options: ServerOptions,
  cannot: (error: CannotRun) => void,
): AsyncGenerator<ClusterExpiry> {
  const seen = new Set<string>();
  const skip = (folder: string, why: string) => warn(`${folder}: ${why}, skipped`);
  for await (const { files, hosts, isCluster } of findFiles(paths, undefined, skip, cannot)) {
    const service = createService(paths, options);
    for (const path of hosts.filter((host) => hostLanguageOfPath(host))) {
      const clusters = await clustersIn(path, service, !isCluster).catch((error) => {
        if (!(error instanceof CannotRun)) throw error;
        if (!isCluster) cannot(error);
        return [];
      });
      let isFound = false;
      for (const { uri, name } of clusters) {
        if ((await service.summary(uri))?.mainFile) continue; // a plain postgresql.conf, which has a turn of its own
        const expiries = (await service.expiries(uri)) ?? [];
        for (const member of service.members(uri)) seen.add(member); // plain files that a container is given
        for (const { uri: file, ...one } of expiries) {
          isFound = true;
          const cluster = displayPath(path);
          yield { cluster: name ? `${cluster}#${name}` : cluster, path: displayPath(file), ...one };
        }
      }
      if (!isFound && !isCluster) warn(`${path}: names no certificate or CRL file that is on this machine`);
    }
    for (const { path, language } of files) {
      const uri = toUri(path);
      if (seen.has(uri)) continue;
      seen.add(uri);
      await service.document(uri, language);
      const { mainFile = uri, members = [] } = (await service.summary(uri)) ?? {};
      for (const member of members) seen.add(member.uri);
      for (const { uri: file, ...one } of (await service.expiries(uri)) ?? [])
        yield { cluster: dirname(displayPath(mainFile)), path: displayPath(file), ...one };
    }
  }
}
