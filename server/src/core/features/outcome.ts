import type { Findings } from "../check/checker.ts";
import { reloadEffectOf } from "../check/reloadEffect.ts";
import type { AuthFile, Cluster } from "../cluster/cluster.ts";
import { isClosed, isForbidden, mayAccess } from "../cluster/serverAccess.ts";
import type { ClusterSnapshot } from "../cluster/snapshot.ts";
import { modesCount, usesOf } from "../cluster/uses.ts";
import type { FileStat } from "../host.ts";
import type { Diagnostic, ReloadEffect } from "../model/diagnostic.ts";
import type { Cause, Outcome } from "../model/outcome.ts";
import { certificatesOf } from "../x509/contents.ts";
import { dependsOnBuild } from "../x509/dependsOnBuild.ts";
import { encryptedKeys } from "../x509/keyEncrypted.ts";
import { isInDoubt } from "../x509/keyReadable.ts";

/** What a server does with a cluster; `undefined` without a postgresql.conf. */
export function outcomeOf(snapshot: ClusterSnapshot, findings: Findings): Outcome | undefined {
  const { cluster } = snapshot;
  if (!cluster.mainFile) return undefined;
  const causes = findCauses(snapshot, findings);
  const refusing = causes.filter(({ finding }) => refusesStart(finding, snapshot));
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
  const tls = settings === "applied" ? tlsAfterReload(cluster, has("keeps-ssl")) : "unknown";
  const identIsKept = has("keeps-ident") || isIdentLost(cluster.identFile, cluster);
  const start =
    refusing.length > 0
      ? "refuses"
      : isKnown(cluster) && !promptsForPassphrase(cluster)
        ? "starts"
        : "unknown";
  return {
    mainFile: cluster.mainFile,
    start,
    ...(start === "unknown" && { unknownReason: whyUnknown(cluster) }),
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
    stopping: refusing.length,
  };
}

function tlsAfterReload(cluster: Cluster, isKept: boolean): Outcome["reload"]["ssl"] {
  if (cluster.settings?.isOn("ssl") !== true) return cluster.isOnServer ? "off" : "unknown";
  if (isKept) return "kept";
  return isKnown(cluster) && !promptsForPassphrase(cluster) ? "applied" : "unknown";
}

/** The server starts without the maps of a pg_ident.conf in which a line is at fault. */
function refusesStart({ serverEffect, uri }: Diagnostic, { members }: ClusterSnapshot): boolean {
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
    !dependsOnBuild(cluster) &&
    hbaFile?.hasRecords !== undefined &&
    files.every(
      ({ state, stat }) =>
        state !== "unknown" &&
        state !== "unreadable" &&
        state !== "no-access" &&
        state !== "no-answer" &&
        !(stat && isAccessInDoubt(stat, cluster)),
    )
  );
}

/** The first thing that keeps it from being known whether the server starts. */
function whyUnknown(cluster: Cluster): string {
  const { isOnServer, hbaFile, fileUses } = cluster;
  if (!isOnServer) return "the paths are those of another machine";
  const files = [
    ...(hbaFile ? [{ ...hbaFile, path: "pg_hba.conf" }] : []),
    ...fileUses.map(({ file }) => file),
  ];
  for (const { state, stat, path } of files) {
    if (state === "unreadable" || state === "no-access") return `pgssl has no permission to read ${path}`;
    if (state === "no-answer") return `the file system does not answer for ${path}`;
    if (state === "unknown") return `${path} is not here`;
    if (stat && isAccessInDoubt(stat, cluster)) return `whether the server may read ${path} is not known`;
  }
  if (promptsForPassphrase(cluster)) return "ssl_passphrase_command is not run here";
  if (hbaFile?.hasRecords === undefined) return "pg_hba.conf was not read whole";
  return "a certificate or value depends on how the server was built";
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

/** The command that prints the passphrase of a key is never run here, so it is unknown whether it prints the right one. */
function promptsForPassphrase(cluster: Cluster): boolean {
  return encryptedKeys(cluster).some(({ command }) => command !== "");
}

/** The findings that mean something to the server, whatever comments and the user's settings silence. */
function findCauses({ members, cluster }: ClusterSnapshot, findings: Findings): Cause[] {
  return [...[...members.keys()].flatMap(findings.inRecords), ...findings.inCluster].flatMap((finding) => {
    const language = members.get(finding.uri)?.document.language ?? "postgresql-conf";
    const reloadEffect = reloadEffectOf(finding, language, cluster);
    return finding.serverEffect !== null || reloadEffect !== null ? [{ finding, reloadEffect }] : [];
  });
}
