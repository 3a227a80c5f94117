import type { Findings } from "../../check/checker.ts";
import type { ClusterSnapshot } from "../../cluster/snapshot.ts";
import { embeddedScheme, folderOf, nameOf, pathOf } from "../../cluster/uris.ts";
import type { ClusterNode } from "../../model/clusterNode.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Outcome } from "../../model/outcome.ts";
import { visible } from "../hover/render.ts";
import { outcomeOf } from "../outcome.ts";
import { configurationNode } from "./configurationNode.ts";
import { filesNode } from "./filesNode.ts";
import { outcomeNode } from "./outcomeNode.ts";
import { countsInWords, problemsNode, worst } from "./problemsNode.ts";
import { rulesNode } from "./rulesNode.ts";

/** All that the tree of a cluster is made of. */
export interface ClusterView {
  readonly snapshot: ClusterSnapshot;
  /** What was found in its documents. */
  readonly problems: readonly Diagnostic[];
  /** What the server does with the files; absent for a lone file. */
  readonly outcome: Outcome | undefined;
  /** A place as people say it. */
  readonly where: (place: { readonly uri: string; readonly line: number }) => string;
}

/** A cluster as a tree: what it is, its files with what they hold, who must present a certificate, and what is wrong. */
export function clusterTree(snapshot: ClusterSnapshot, findings: Findings): ClusterNode {
  const problems = [...snapshot.members.keys()].flatMap(findings.shown);
  const view: ClusterView = {
    snapshot,
    problems,
    outcome: outcomeOf(snapshot, findings),
    where: whereInWords,
  };
  const { cluster, key } = view.snapshot;
  const { mainFile = key } = cluster;
  const home = cluster.mainFile ? folderOf(mainFile) : key;
  const severity = worst(view.problems);
  const isOn = cluster.settings?.isOn("ssl");
  const words = [
    countsInWords(view.problems),
    `PostgreSQL ${cluster.serverVersion}`,
    isOn === undefined ? undefined : isOn ? "TLS on" : "TLS off",
  ];
  const children = [
    versionNode(view),
    tlsNode(view),
    platformNode(view),
    outcomeNode(view),
    configurationNode(view),
    filesNode(view),
    rulesNode(view),
    problemsNode(view),
  ];
  return {
    id: key,
    kind: "cluster",
    label: visible(nameOf(home) || pathOf(home)),
    detail: words.filter((word) => word !== undefined).join(" · "),
    more: pathOf(home),
    ...(severity && { severity }),
    file: { uri: mainFile, isDocument: true },
    children: children.filter((child) => child !== undefined),
  };
}

function versionNode({ snapshot: { key, cluster } }: ClusterView): ClusterNode {
  const { serverVersion, serverVersionReason } = cluster;
  const label = `PostgreSQL ${serverVersion}`;
  return { id: `${key}#version`, kind: "version", label, detail: serverVersionReason };
}

/** Whether the server does TLS, and who says so; nothing without a postgresql.conf. */
export function tlsNode({ snapshot: { key, cluster }, where }: ClusterView): ClusterNode | undefined {
  const isOn = cluster.settings?.isOn("ssl");
  if (!cluster.settings || isOn === undefined) return undefined;
  const assignment = cluster.settings.assignment("ssl");
  const detail = assignment ? `ssl is set in ${where(assignment.place)}` : "ssl is not set";
  return {
    id: `${key}#tls`,
    kind: isOn ? "tls" : "tls-off",
    label: isOn ? "TLS on" : "TLS off",
    detail,
    ...(assignment && { place: assignment.place }),
  };
}

/** Shown once for each cluster, since elsewhere modes are simply left out. */
function platformNode({ snapshot: { key, cluster } }: ClusterView): ClusterNode | undefined {
  if (cluster.serverPlatform !== "windows") return undefined;
  const detail = "file modes and owners mean nothing there and are not checked";
  return { id: `${key}#platform`, kind: "platform", label: "Server on Windows", detail };
}

/** A place as people say it: `postgresql.conf:12`. */
function whereInWords({ uri, line }: { readonly uri: string; readonly line: number }): string {
  if (uri.startsWith(embeddedScheme)) return "the container's command";
  return `${visible(nameOf(uri))}:${line + 1}`;
}
