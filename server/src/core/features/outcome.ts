import { reloadEffectOf } from "../check/reloadEffect.ts";
import type { AuthFile, Cluster } from "../cluster/cluster.ts";
import { isClosed, isForbidden, mayAccess } from "../cluster/serverAccess.ts";
import { modesCount, usesOf } from "../cluster/uses.ts";
import type { ClusterState } from "../gather/clusterState.ts";
import type { Project } from "../gather/workspace.ts";
import type { FileStat } from "../host.ts";
import type { Diagnostic, ReloadEffect } from "../model/diagnostic.ts";
import { certificatesOf } from "../x509/contents.ts";
import { encryptedKeys } from "../x509/keyEncrypted.ts";
import { isInDoubt } from "../x509/keyReadable.ts";

/** What becomes of one part of the configuration at a reload. */
export type Reloaded = "applied" | "kept" | "unknown";

/** What a server does with the files of a cluster as they are now. *Unknown* is said where the files do not tell. */
export interface Outlook {
  /** The URI of the main postgresql.conf. */
  readonly mainFile: string;
  readonly start: "starts" | "refuses" | "unknown";
  /** A running server that was started with an earlier state of the files and is told to reload (`pg_reload_conf`). */
  readonly reload: {
    readonly server: "runs" | "stops" | "unknown";
    /** `partly`: all but the settings at fault. What waits for a restart anyway does not count. */
    readonly settings: Reloaded | "partly";
    readonly hba: Reloaded;
    readonly ident: Reloaded;
    /** Certificates, keys, CAs and lists go together; `off`: there is no TLS afterwards. */
    readonly ssl: Reloaded | "off";
  };
  /** Whether connections that need a file or a map are refused by a server that runs with these files. */
  readonly connections: "as-configured" | "some-refused";
  /** The findings behind all this, those that stop the start first. */
  readonly causes: readonly Cause[];
}

/** A finding with what it does at a reload. */
export interface Cause {
  readonly finding: Diagnostic;
  readonly reloadEffect: ReloadEffect | null;
}

/** Tells what a server does with the cluster that a document belongs to; `undefined` without a postgresql.conf. */
export async function outlookOf(project: Project, state: ClusterState): Promise<Outlook | undefined> {
  const { cluster } = state;
  if (!cluster.mainFile) return undefined;
  const causes = await findCauses(project, state);
  const refusing = causes.filter(({ finding }) => refusesStart(finding, state));
  const has = (effect: ReloadEffect) => causes.some(({ reloadEffect }) => reloadEffect === effect);
  // A server that may no longer enter its data directory keeps what it would read there.
  const stat = cluster.dataDirectoryStat;
  const mayEnter = stat === undefined || !isForbidden(stat, cluster, "enter");
  const certain = (isCertain: boolean) => (isCertain && mayEnter ? "applied" : "unknown");
  const settings = has("keeps-settings")
    ? "kept"
    : has("keeps-setting")
      ? "partly"
      : certain(cluster.isOnServer);
  const tls = settings === "applied" ? judgeTls(cluster, has("keeps-ssl")) : "unknown";
  const identIsKept = has("keeps-ident") || isIdentLost(cluster.identFile, cluster);
  return {
    mainFile: cluster.mainFile,
    start:
      refusing.length > 0
        ? "refuses"
        : isKnown(cluster) && !asksForPassphrase(cluster)
          ? "starts"
          : "unknown",
    reload: {
      server: has("stops") ? (settings === "applied" ? "stops" : "unknown") : "runs",
      settings,
      hba: has("keeps-hba")
        ? "kept"
        : certain(cluster.hbaFile?.state === "file" && cluster.hbaFile.hasRecords === true),
      ident: identIsKept ? "kept" : certain(cluster.identFile?.state === "file"),
      ssl: has("stops") ? "unknown" : tls,
    },
    connections: causes.some(({ finding }) => finding.serverEffect === "connection-error")
      ? "some-refused"
      : "as-configured",
    causes: [...refusing, ...causes.filter((cause) => !refusing.includes(cause))],
  };
}

function judgeTls(cluster: Cluster, isKept: boolean): Outlook["reload"]["ssl"] {
  if (cluster.settings?.isOn("ssl") !== true) return cluster.isOnServer ? "off" : "unknown";
  if (isKept) return "kept";
  return isKnown(cluster) && !asksForPassphrase(cluster) ? "applied" : "unknown";
}

/** The server starts without the maps of a pg_ident.conf in which a line is at fault. */
function refusesStart({ serverEffect, uri }: Diagnostic, { members }: ClusterState): boolean {
  if (serverEffect === "start-error") return true;
  return serverEffect === "line-error" && members.get(uri)?.document.language !== "pg-ident";
}

/** Whether there is certainly no pg_ident.conf that the server can open, which it only logs. */
function isIdentLost(file: AuthFile | undefined, cluster: Cluster): boolean {
  if (file === undefined || file.state === "unknown") return false;
  return file.state === "missing" || isClosed(file, cluster);
}

/** Whether all that the server opens at start can be seen here as the server sees it. */
function isKnown(cluster: Cluster): boolean {
  const { isOnServer, hbaFile, fileUses } = cluster;
  const files = [...(hbaFile ? [hbaFile] : []), ...fileUses.map(({ file }) => file)];
  return (
    isOnServer &&
    !hasDoubtfulCertificate(cluster) &&
    hbaFile?.hasRecords !== undefined &&
    files.every(
      ({ state, stat }) =>
        state !== "unknown" &&
        state !== "unreadable" &&
        state !== "no-access" &&
        !(stat && isAccessInDoubt(stat, cluster)),
    )
  );
}

function hasDoubtfulCertificate(cluster: Cluster): boolean {
  return usesOf(cluster, "ssl_cert_file")
    .flatMap((use) => certificatesOf(use, cluster.openSsl))
    .some((certificate) => isInDoubt(certificate, cluster.openSsl));
}

/** Whether the server may read a file for all that is known, and may not. */
function isAccessInDoubt(stat: FileStat, cluster: Cluster): boolean {
  return modesCount(cluster) && typeof mayAccess(stat, "read", cluster) !== "boolean";
}

/** The command that tells the passphrase of a key is never run here, so nobody knows whether it tells the right one. */
function asksForPassphrase(cluster: Cluster): boolean {
  return encryptedKeys(cluster).some(({ command }) => command !== "");
}

/** The findings that mean something to the server, whatever comments and the user's settings silence. */
async function findCauses(project: Project, state: ClusterState): Promise<Cause[]> {
  const causes: Cause[] = [];
  const add = (finding: Diagnostic) => {
    const language = state.members.get(finding.uri)?.document.language ?? "postgresql-conf";
    const reloadEffect = reloadEffectOf(finding, language, state.cluster);
    if (finding.serverEffect !== null || reloadEffect !== null) causes.push({ finding, reloadEffect });
  };
  for (const uri of state.members.keys()) {
    const located = await project.locate(uri);
    located?.index.forEachLoud(({ findings }, line) => {
      for (const finding of findings) add({ ...finding, uri, line });
    });
  }
  for (const finding of state.findings ?? []) add(finding);
  return causes;
}
