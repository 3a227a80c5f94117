import type { Pki } from "../../core/index.ts";
import type { ServedFinding } from "../../core/model/served.ts";
import { nodeHost } from "../../disk/nodeHost.ts";
import { loadPki } from "../../pki/loadPki.ts";
import { CannotRun } from "../cannotRun.ts";
import { clusterUri } from "../clusterUri.ts";
import type { ColorMode } from "../output.ts";
import { readNamed } from "../readNamed.ts";
import { createService, type ServerOptions } from "../serverOptions.ts";
import { probeFormats } from "./probeFormats.ts";
import { type Comparison, type HandshakeOptions, type Probed, probeHost } from "./probeHost.ts";
import { hostAndPort, readList } from "./probeTargets.ts";

/** The options of `pgssl probe`. */
export interface ProbeOptions extends ServerOptions, HandshakeOptions {
  readonly cluster?: string;
  readonly rootCert?: string;
  readonly hosts?: string;
  readonly format: keyof typeof probeFormats;
  readonly color?: ColorMode;
}

/** Hosts that are looked at together. */
const concurrency = 8;

/** Bytes of a file of CA certificates at the most. */
const maxPem = 16 * 1024 * 1024;

/** Hosts of one run at the most. */
const maxHosts = 10_000;

/** Prints what servers serve before anybody logs in. Returns the exit status: 1 for errors and warnings. @throws CannotRun */
export async function probe(names: readonly string[], options: ProbeOptions): Promise<number> {
  const targets = [...names, ...(await readList(options.hosts))].map(hostAndPort);
  if (targets.length === 0) throw new CannotRun("name a host, or a list of hosts with --hosts FILE");
  if (targets.length > maxHosts) throw new CannotRun(`more than ${maxHosts} hosts`);
  const pki = await loadPki();
  const comparison = await readComparison(options, pki);
  const probed: Probed[] = new Array(targets.length);
  let next = 0;
  const work = async () => {
    for (let at = next++; at < targets.length; at = next++) {
      const target = targets[at];
      if (target) probed[at] = await probeHost(target, options, comparison, pki);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  process.stdout.write(probeFormats[options.format](probed, options.color));
  const isFound = ({ severity }: ServedFinding) => severity === "error" || severity === "warning";
  return probed.some(({ findings }) => findings.some(isFound)) ? 1 : 0;
}

async function readComparison(options: ProbeOptions, pki: Pki): Promise<Comparison> {
  const { cluster, rootCert } = options;
  const snapshot = cluster === undefined ? undefined : await snapshotOf(cluster, options);
  if (cluster !== undefined && !snapshot?.cluster.settings)
    throw new CannotRun(`${cluster}: there is no postgresql.conf`);
  const bytes = rootCert === undefined ? undefined : await readNamed(rootCert, maxPem);
  const trusted = bytes && pki.decode(bytes).blocks.flatMap(({ certificate }) => certificate ?? []);
  if (trusted?.length === 0) throw new CannotRun(`${rootCert}: holds no certificate in PEM`);
  return { ...(snapshot && { snapshot }), ...(trusted && { trusted }) };
}

async function snapshotOf(path: string, options: ProbeOptions) {
  const service = createService([path], options, nodeHost);
  return service.snapshot(await clusterUri(path, service));
}
