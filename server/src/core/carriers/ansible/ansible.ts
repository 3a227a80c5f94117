import type { Reasoned } from "../../cluster/cluster.ts";
import { carrierMarks } from "../../model/carrierMarks.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { Carrier, EmbeddedCluster, EmbeddedProblem } from "../carrier.ts";
import { imageVersion } from "../containers/imageVersion.ts";
import { anyKey, type KeyPath } from "../focus.ts";
import { isResource } from "../kubernetes/kubernetes.ts";
import { maxAnsibleClusters } from "../limits.ts";
import { throughPatroni } from "../patroni/patroniSettings.ts";
import { sqlScript } from "../shell/scripts.ts";
import { unread } from "../unread.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import type { YamlNode } from "../yaml/yamlNodes.ts";
import { entriesOf } from "./ansibleRecord.ts";
import { taskFiles } from "./ansibleTasks.ts";
import { variableFiles, variableNames } from "./ansibleVariables.ts";

/** Variables that roles and playbooks give the version in. */
const versionVariables = [
  "postgresql_version",
  "postgres_version",
  "pg_version",
  "pg_ver",
  "postgresql_major_version",
];

/** How deep in maps a variable may be: in those of an inventory's groups within groups, or of a scenario of Molecule. */
const maxDepth = 7;
const above: readonly KeyPath[] = Array.from({ length: maxDepth }, (_, depth) => Array(depth).fill(anyKey));

/** Tasks, and variables of roles: in playbooks, inventories, group_vars, defaults. */
export const ansible: Carrier = {
  name: "Ansible",
  language: "yaml",
  mark: carrierMarks.yaml.ansible,
  reader: "PyYAML",
  writesParts: true,
  paths: above.flatMap((path) => variableNames.map((name) => [...path, name])),
  beside: above.flatMap((path) => versionVariables.map((name) => [...path, name])),
  onRefusal: {
    "pg-hba":
      "Roles write the line without checking it, and modules check some of its words alone: a running server keeps the records it has, and one that is restarted stops here.",
    "pg-ident": "Roles write the line without checking it.",
    "postgresql-conf": "Roles write the line without checking it: a server that is restarted stops here.",
  },
  embed: embedAll,
};

/** The same, found by a file that a task of another collection writes. */
export const ansibleFiles: Carrier = { ...ansible, mark: carrierMarks.yaml.ansibleFiles };

function embedAll(document: YamlDocument): readonly EmbeddedCluster[] {
  if (isResource(document)) return [];
  const found: EmbeddedCluster[] = [];
  for (const { map, version } of mapsIn(document)) {
    const known = { ...(version && { version }), knowsSettings: false } as const;
    const { files, alters, version: ofPath } = taskFiles(document, map);
    const name = document.scalar(entriesOf(document, map)("name"))?.value;
    const ofTask = {
      ...known,
      ...(ofPath && { version: ofPath }),
      ...(name && { name }),
      carrier: alters ? altering : ansible,
    };
    for (const file of files) found.push({ ...ofTask, files: [file], problems: [] });
    // A module may have the name of a variable.
    const parts = files.length > 0 ? [] : (["others", "defaults", "patroni"] as const);
    for (const part of parts) {
      const problems: EmbeddedProblem[] = [];
      const carrier = part === "patroni" ? withPatroni : ansible;
      const ofRoles = variableFiles(document, map, problems, part);
      if (ofRoles.length > 0) found.push({ ...known, carrier, files: ofRoles, problems });
    }
    if (found.length > maxAnsibleClusters) break;
  }
  const [next] = found[maxAnsibleClusters]?.files ?? [];
  const read = found.slice(0, maxAnsibleClusters);
  return next ? [...read, unread(ansible, document.source, "tasks", next.place)] : read;
}

/** What a task changes in a running server. */
const altering: Carrier = { ...ansible, onRefusal: sqlScript.onRefusal, leavesOut: "all" };

/** What a role passes on to Patroni. */
const withPatroni: Carrier = { ...ansible, onRefusal: {}, leavesOut: throughPatroni.leavesOut };

interface FoundMap {
  readonly map: YamlNode;
  readonly version: Reasoned<ServerVersion> | undefined;
}

/** A version that is given and none of those that are known, of which nothing is reported. */
const otherVersion = "other";

/** All maps of a document, with the version that is given there or around it. */
function* mapsIn(document: YamlDocument): Iterable<FoundMap> {
  const seen = new Set<unknown>();
  const root = document.at() ?? { node: null };
  const open: { map: YamlNode; version: ReturnType<typeof versionIn> }[] = [
    { map: root, version: undefined },
  ];
  for (let found = open.pop(); found; found = open.pop()) {
    const { map } = found;
    if (seen.has(map.node)) continue;
    seen.add(map.node);
    const items = document.items(map);
    const version = versionIn(document, map) ?? found.version;
    if (document.isMap(map) && version !== otherVersion) yield { map, version };
    for (const node of (items ?? document.entries(map)).toReversed()) open.push({ map: node, version });
  }
}

/** The version that a map gives, or a play in its `vars`. */
function versionIn(
  document: YamlDocument,
  map: YamlNode,
): Reasoned<ServerVersion> | typeof otherVersion | undefined {
  const find = entriesOf(document, map);
  const vars = entriesOf(document, find("vars"));
  for (const name of versionVariables) {
    const node = find(name) ?? vars(name);
    const text = node && document.scalar(node)?.value;
    const version = imageVersion(text, `${name} says so`);
    if (version && !version.isOlder) return version;
    if (/^\d/.test(text ?? "")) return otherVersion;
  }
  return undefined;
}
