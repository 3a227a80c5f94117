import { isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Cluster, Host, LanguageService, Snapshot } from "../core/index.ts";
import type { Certificate, PemFile } from "../core/pki.ts";
import { toUri } from "../disk/fileUri.ts";
import { pki } from "../pki/index.ts";
import { SetupProblem } from "./plan.ts";
import type { SetupRequest } from "./request.ts";

/** What every part of the engine works with. */
export interface SetupContext {
  readonly service: LanguageService;
  readonly host: Host;
  readonly machine: MachineFacts;
}

/** Facts about the machine; addresses are those of its networks, loopback left out. */
export interface MachineFacts {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly homeFolder: string;
  readonly workingFolder: string;
  /** Absent on Windows. */
  readonly user?: number;
}

/** The cluster that a set-up is for, and where its server's files go. */
export interface Target {
  readonly snapshot: Snapshot;
  readonly cluster: Cluster & Required<Pick<Cluster, "settings" | "mainFile">>;
  /** A path; absent when it is not known. */
  readonly dataDirectory?: string;
}

/** Bytes of a certificate, key or CRL that are read at the most. */
const maxBytes = 16 * 1024 * 1024;

/** Finds the cluster of a request. @throws SetupProblem when the folder holds none. */
export async function readTarget(context: SetupContext, request: SetupRequest): Promise<Target | undefined> {
  if (request.cluster === undefined) return undefined;
  needAbsolute(request.cluster, "cluster");
  const main = toUri(join(request.cluster, "postgresql.conf"));
  const snapshot = await context.service.snapshot(main);
  const { cluster } = snapshot ?? {};
  if (!snapshot) await exists(context, join(request.cluster, "postgresql.conf"));
  if (!snapshot || !cluster?.settings || !cluster.mainFile)
    throw new SetupProblem(`${request.cluster} holds no postgresql.conf`, "cluster");
  const { settings, mainFile, dataDirectory } = cluster;
  return {
    snapshot,
    cluster: { ...cluster, settings, mainFile },
    ...(dataDirectory && { dataDirectory: toPath(dataDirectory.value) }),
  };
}

/** A path on the server as a file of this machine: relative ones start at the data directory. */
export function serverPath({ dataDirectory }: Target, path: string): string {
  return isAbsolute(path) ? path : join(dataDirectory ?? "", path);
}

/** The bytes of a file, `undefined` when there is none. @throws SetupProblem when it is there and cannot be read. */
export async function readBytes({ host }: SetupContext, path: string): Promise<Uint8Array | undefined> {
  const found = await host.readFile(toUri(path), maxBytes);
  if (found === undefined || found instanceof Uint8Array) return found;
  throw found === "no-answer"
    ? silent(path)
    : new SetupProblem(`${path} exists but cannot be read (${found})`);
}

/** Whether there is anything at a path. @throws SetupProblem when its file system does not answer. */
export async function exists({ host }: SetupContext, path: string): Promise<boolean> {
  const found = await host.stat(toUri(path));
  if (found === "no-answer") throw silent(path);
  return found !== undefined;
}

const silent = (path: string) => new SetupProblem(`${path}: no answer from the file system`);

/** What a file holds, `undefined` when there is none. @throws SetupProblem */
export async function readPem(context: SetupContext, path: string): Promise<PemFile | undefined> {
  const bytes = await readBytes(context, path);
  return bytes && pki.decode(bytes);
}

export const certificatesIn = (file: PemFile | undefined): Certificate[] =>
  file?.blocks.flatMap(({ certificate }) => certificate ?? []) ?? [];

export const toPath = (uri: string): string => fileURLToPath(uri);

/** @throws SetupProblem for a path that depends on some working folder */
export function needAbsolute(path: string, field: keyof SetupRequest): void {
  if (!isAbsolute(path)) throw new SetupProblem(`${path} is not an absolute path`, field);
}
