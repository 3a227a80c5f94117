import type { Cluster } from "../cluster/cluster.ts";
import {
  type AuthContext,
  authSettings,
  type ReferencedDirectory,
  type ReferencedFile,
} from "../cluster/context.ts";
import { isEqual } from "../cluster/isEqual.ts";
import { readRecord } from "../cluster/readRecord.ts";
import type { Records } from "../cluster/records.ts";
import { isForbidden } from "../cluster/serverAccess.ts";
import { topDirective } from "../cluster/topDirective.ts";
import { modesCount } from "../cluster/uses.ts";
import type { IdentRecord } from "../syntax/ident/identRecord.ts";
import type { ClusterSources } from "./gatherCluster.ts";
import { openModeOf } from "./openFiles.ts";
import { lookUpDirectory, lookUpFile, type NamedPaths, type ServerView } from "./references.ts";

/** A context, and all that it was made of: equal parts make no new context, so that what was checked under it holds on. */
export interface MadeContext {
  readonly parts: unknown;
  readonly context: AuthContext;
}

/** What a cluster's contexts are made of, beside the cluster and its documents. */
export interface ContextSources {
  readonly identMaps: ReadonlySet<string> | undefined;
  readonly includeDepths: ReadonlyMap<string, number>;
  /** The paths that each authentication file names. */
  readonly named: ReadonlyMap<string, NamedPaths>;
}

/** What the records of each document are checked under; of `former` those that would be the same. */
export function makeContexts(
  cluster: Cluster,
  members: ReadonlyMap<string, Records>,
  given: ContextSources,
  sources: ClusterSources,
  former: ReadonlyMap<string, MadeContext> | undefined,
): ReadonlyMap<string, MadeContext> {
  const made = new Map<string, MadeContext>();
  const make = (records: Records, maps?: readonly IdentRecord[]) => {
    const { uri } = records.document;
    const now = makeContext(cluster, records, given, sources, maps);
    const before = former?.get(uri);
    made.set(uri, before && isEqual(before.parts, now.parts) ? before : now);
  };
  const all = [...members.values()];
  const isOfMaps = ({ document }: Records) => document.language === "pg-ident";
  for (const records of all) if (isOfMaps(records)) make(records);
  const hasClients = (cluster.known?.clients.length ?? 0) > 0;
  const maps = hasClients && given.identMaps ? readMaps(all.filter(isOfMaps), made) : undefined;
  for (const records of all) if (!isOfMaps(records)) make(records, maps);
  return made;
}

function makeContext(
  cluster: Cluster,
  { document, entries }: Records,
  { identMaps, includeDepths, named }: ContextSources,
  sources: ClusterSources,
  maps: readonly IdentRecord[] | undefined,
): MadeContext {
  const { uri, language } = document;
  const { settings } = cluster;
  const directive = topDirective(document);
  const serverVersion = directive.serverVersion ?? cluster.serverVersion;
  const isOfCluster = directive.serverVersion === undefined;
  const isServerOlder = isOfCluster && cluster.isServerOlder;
  const isVersionUnknown = isOfCluster && cluster.isVersionUnknown;
  const build = directive.build ?? cluster.build;
  const openSsl = directive.openSsl ?? cluster.openSsl;
  const view: ServerView = {
    isOnServer: cluster.isOnServer,
    isForbidden: (stat, access) => isForbidden(stat, cluster, access),
    ...(modesCount(cluster) && { openMode: openModeOf }),
  };
  const files = new Map<string, ReferencedFile>();
  const folders = new Map<string, ReferencedDirectory>();
  const add = (path: string, kind: "file" | "folder") => {
    if (kind === "folder") folders.set(path, lookUpDirectory(path, uri, view, sources));
    else files.set(path, lookUpFile(path, uri, view, sources));
  };
  for (const [path, kind] of named.get(uri) ?? []) add(path, kind);
  if (language === "postgresql-conf")
    for (const { summary } of entries)
      for (const { path, kind } of summary?.references ?? [])
        add(path, kind === "include_dir" ? "folder" : "file");
  const lineContext = {
    uri,
    serverVersion,
    ...(isServerOlder && { isServerOlder }),
    ...(isVersionUnknown && { isVersionUnknown }),
    build,
    openSsl,
    reference: (path: string) => files.get(path) ?? unknown,
    referencedDirectory: (path: string) => folders.get(path) ?? unknown,
  };
  const parts = [serverVersion, isServerOlder, isVersionUnknown, build, openSsl, files, folders];
  if (language === "postgresql-conf") return { parts, context: lineContext };
  const clients = cluster.known?.clients ?? [];
  const includeDepth = includeDepths.get(uri) ?? 0;
  const openMode = cluster.openFiles.get(uri);
  return {
    parts: [
      ...parts,
      settings && authSettings.map((name) => [settings.value(name), settings.assignment(name)?.place]),
      identMaps,
      includeDepth,
      openMode,
      clients.map(({ title, role, certificates }) => [title, role, certificates[0].fingerprint]),
      maps,
    ],
    context: {
      ...lineContext,
      ...(settings && { settings }),
      ...(identMaps && { identMaps }),
      ...(clients.length > 0 && { clients, ...(maps && { maps }) }),
      includeDepth,
      ...(openMode !== undefined && { openMode }),
    },
  };
}

const unknown = { state: "unknown" } as const;

/** The lines of pg_ident.conf and of what it includes. */
function readMaps(files: readonly Records[], made: ReadonlyMap<string, MadeContext>): readonly IdentRecord[] {
  return files.flatMap(({ document, entries }) => {
    const context = made.get(document.uri)?.context;
    if (!context) return [];
    return entries.flatMap(({ summary }, line) =>
      summary?.isMapping ? [readRecord("pg-ident", document.lines, line, context) as IdentRecord] : [],
    );
  });
}
