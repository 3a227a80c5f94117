import { carrierMarks } from "../../model/carrierMarks.ts";
import type { Carrier, EmbeddedCluster, EmbeddedProblem } from "../carrier.ts";
import { anyKey, type KeyPath } from "../focus.ts";
import { isResource } from "../kubernetes/kubernetes.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { keyText } from "../yaml/yamlNodes.ts";
import { recordsFile, settingsFile } from "./manifestFiles.ts";

const parts = ["pgHBA", "pgParameters", "defaultSUReplAccessMode", "initMode"] as const;

/** Where a specification may be: the document, what charts call `clusterSpec`, and `cluster.spec` of what `stolonctl clusterdata read` gives. */
const places: readonly KeyPath[] = [[], [anyKey], ["cluster", "spec"]];

/** The cluster specification of Stolon, as JSON or in values of a chart. */
export const stolon: Carrier = {
  name: "Stolon",
  language: "yaml",
  mark: carrierMarks.yaml.stolon,
  paths: places.flatMap((path) => parts.map((part) => [...path, part])),
  onRefusal: {
    "pg-hba":
      "Stolon passes the line on unchecked: a running server keeps the records it has, and one that starts anew stops here.",
    "postgresql-conf":
      "Stolon passes the value on unchecked: a running server keeps the settings it has, and one that starts anew stops here.",
  },
  embed(document) {
    if (isResource(document)) return undefined;
    const keys = document.entries(document.at()).map(({ key }) => [keyText(key)]);
    return [[], ...keys, ["cluster", "spec"]].flatMap((path) => embedSpecification(document, path));
  },
};

function embedSpecification(document: YamlDocument, path: KeyPath): readonly EmbeddedCluster[] {
  const at = (part: (typeof parts)[number]) => document.at(...path, part);
  if (!at("pgHBA") && !at("pgParameters")) return [];
  const problems: EmbeddedProblem[] = [];
  const conf = settingsFile(document, [...path, "pgParameters"], problems, {
    isFixed: (name) => own.has(name),
    fixedDetail: "The keeper writes its own value in the place of this one.",
    takes: "text",
  });
  const list = at("pgHBA");
  const isGiven = list !== undefined && document.type(list) !== "null";
  const hba = recordsFile(document, "pg-hba", [...path, "pgHBA"], problems, {
    before: hbaBefore(document.text(...path, "defaultSUReplAccessMode") !== "strict"),
    after: isGiven ? [] : hbaInstead,
    refuses: (text) => (text.includes("\n") ? "records of pgHBA must be of one line" : undefined),
  });
  // A patch says nothing of what is there already, and a cluster that was there before has settings of its own.
  const knowsSettings = document.text(...path, "initMode") === "new";
  return [{ carrier: stolon, knowsSettings, files: [conf, hba], problems }];
}

/**
 * The records above the user's, and those in the place of a list that is not given: sorintlab/stolon, cmd/keeper/cmd/keeper.go, `generateHBA`, at
 * bcea7a7548d5e2af95025cefbfd526f98c15b5e6. The roles are options of the keeper, which are not known here, so that they have the names of its
 * variables; md5 is the default for both. With `strict` there are records for the addresses of the other servers.
 */
const hbaBefore = (isOpen: boolean): readonly string[] => [
  `local postgres ${superuser} md5`,
  `local replication ${replication} md5`,
  ...(isOpen ? [`all ${superuser}`, `replication ${replication}`] : []).flatMap((whom) => [
    `host ${whom} 0.0.0.0/0 md5`,
    `host ${whom} ::0/0 md5`,
  ]),
];
const hbaInstead = ["host all all 0.0.0.0/0 md5", "host all all ::0/0 md5"];
const [superuser, replication] = ["STKEEPER_PG_SU_USERNAME", "STKEEPER_PG_REPL_USERNAME"];

/** The settings that it writes itself: `createPGParameters` and `mandatoryPGParameters` of the same file. */
const own: ReadonlySet<string> = new Set([
  "hot_standby",
  "listen_addresses",
  "max_replication_slots",
  "max_wal_senders",
  "port",
  "synchronous_standby_names",
  "unix_socket_directories",
  "wal_keep_size",
]);
