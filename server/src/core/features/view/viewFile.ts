import type { Findings } from "../../check/checker.ts";
import type { FileFacts } from "../../cluster/cluster.ts";
import { isAbout, namedFiles } from "../../cluster/cluster.ts";
import type { ProjectSettings } from "../../cluster/projectSettings.ts";
import type { ClusterSnapshot } from "../../cluster/snapshot.ts";
import type { FileView } from "../../model/fileView.ts";
import type { Pki } from "../../pki.ts";
import { fileView } from "./fileView.ts";

/** A cluster that may name a file, and what was found in it. */
export interface CheckedCluster {
  readonly snapshot: ClusterSnapshot;
  readonly findings: Findings;
}

/** A certificate, key or CRL file for its page, with what the clusters say of it that name it. */
export function viewFile(
  uri: string,
  file: FileFacts,
  clusters: readonly CheckedCluster[],
  settings: ProjectSettings,
  pki: Pki | undefined,
  now: number,
): FileView {
  const uses = clusters.flatMap(({ snapshot: { cluster }, findings }) =>
    namedFiles(cluster).flatMap((use) => (use.file.uri === uri ? [{ use, cluster, findings }] : [])),
  );
  return fileView({
    uri,
    file,
    ...(pki && { pki }),
    uses,
    problems: uses.flatMap(({ use, findings }) =>
      findings.shown(use.place.uri).filter((problem) => isAbout(problem, use)),
    ),
    trusted: settings.trusted,
    serverPlatform: uses[0]?.cluster.serverPlatform ?? settings.serverPlatform,
    expiryWarningDays: settings.expiryWarningDays,
    now,
  });
}

/** Certificates that are in no file, such as those that a server sends. */
export function viewPem(bytes: Uint8Array, settings: ProjectSettings, pki: Pki, now: number): FileView {
  const { serverPlatform, expiryWarningDays } = settings;
  return fileView({
    uri: "",
    file: { path: "", state: "file", pem: pki.decode(bytes) },
    pki,
    uses: [],
    problems: [],
    trusted: true,
    serverPlatform,
    expiryWarningDays,
    now,
  });
}
