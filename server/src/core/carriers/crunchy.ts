import { carrierMarks } from "../model/carrierMarks.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile, EmbeddedProblem } from "./carrier.ts";
import { FileWriter } from "./fileWriter.ts";
import { imageVersion } from "./imageVersion.ts";
import { isOfKind, placeAt } from "./kubernetes.ts";
import { leftOutByPatroni } from "./patroniSettings.ts";
import { withTemplateLines, writeItems, writeScalarItem, writeSettings } from "./writeEntries.ts";
import type { YamlDocument, YamlNode } from "./yaml.ts";

const onRefusal: Carrier["onRefusal"] = {
  "pg-hba":
    "The operator passes the line on unchecked: a running server keeps the records it has, and one that starts anew stops here.",
  "postgresql-conf": "Patroni leaves out a setting that it knows to be wrong, with a line in its log.",
};

/** `kind: PostgresCluster` of Crunchy Data. */
export const crunchy: Carrier = {
  name: "The operator",
  language: "yaml",
  mark: carrierMarks.yaml.crunchy,
  paths: [
    ["spec", "patroni"],
    ["spec", "authentication"],
    ["spec", "config"],
  ],
  onRefusal,
  leavesOut: leftOutByPatroni,
  addsAfter: "after your lines",
  embed: (document) =>
    isOfKind(document, "postgres-operator.crunchydata.com", "PostgresCluster")
      ? embedCluster(document, crunchy, "peer")
      : undefined,
};

/** `kind: PerconaPGCluster`, which is built on the former. */
export const percona: Carrier = {
  ...crunchy,
  mark: carrierMarks.yaml.percona,
  embed: (document) =>
    isOfKind(document, "pgv2.percona.com", "PerconaPGCluster")
      ? embedCluster(document, percona, "trust")
      : undefined,
};

/**
 * The records before the user's; the default after them exists only while there are none of the user's, whose own come from
 * `spec.authentication` and then from Patroni's section. CrunchyData/postgres-operator, internal/postgres/hba.go, `NewHBAs`, and
 * internal/controller/postgrescluster/postgres.go, `generatePostgresHBAs`, at 0fbac3062d649b2b5fadde4e00f17bad250c0052;
 * percona/percona-postgresql-operator, internal/postgres/hba.go, at 0d24b7fbe280084da73069aada06db56b42847d6, where the first is trust.
 */
const hbaBefore = (local: string) => [
  `local all "postgres" ${local}`,
  'hostssl replication "_crunchyrepl" all cert',
  'hostssl "postgres" "_crunchyrepl" all cert',
  'host all "_crunchyrepl" all reject',
];
const hbaDefault = "hostssl all all all scram-sha-256";

/** These win over the user's: the same, internal/postgres/parameters.go, `NewParameters`. */
const confMandatory = [
  "ssl = 'on'",
  "ssl_cert_file = '/pgconf/tls/tls.crt'",
  "ssl_key_file = '/pgconf/tls/tls.key'",
  "ssl_ca_file = '/pgconf/tls/ca.crt'",
];

/** What the schema of `spec.config.parameters` refuses: the same, pkg/apis/…/v1/postgres_types.go, `XValidation`. */
const isForbidden = (name: string) =>
  (/^ssl(?:_|$)/.test(name) && name !== "ssl_groups" && name !== "ssl_ecdh_curve") ||
  /^(?:config_file|data_directory|hba_file|ident_file|listen_addresses|port|unix_socket_.*)$/.test(name);

/** What the mandatory settings overwrite, where the schema knows nothing. */
const isOverwritten = (name: string) =>
  /^(?:ssl|ssl_(?:cert|key|ca)_file|unix_socket_directories)$/.test(name.toLowerCase());

const dynamic = ["spec", "patroni", "dynamicConfiguration", "postgresql"] as const;

function embedCluster(document: YamlDocument, carrier: Carrier, local: string): EmbeddedCluster {
  const problems: EmbeddedProblem[] = [];
  const version =
    imageVersion(document.text("spec", "postgresVersion"), "postgresVersion in the manifest says so") ??
    imageVersion(document.text("spec", "image"), "image in the manifest says so");
  return {
    carrier,
    ...(version && { version }),
    knowsSettings: false,
    files: [writeConf(document, problems), writeHba(document, problems, local)],
    problems,
  };
}

function writeConf(document: YamlDocument, problems: EmbeddedProblem[]): EmbeddedFile {
  const writer = new FileWriter("postgresql-conf", document.source);
  writeSettings(document, document.at(...dynamic, "parameters"), writer, problems, {
    isFixed: isOverwritten,
    fixedDetail: "The operator overwrites what is given here.",
    takes: "all",
    listsIn: dynamic,
  });
  writeSettings(document, document.at("spec", "config", "parameters"), writer, problems, {
    isFixed: isForbidden,
    fixedDetail: "The API server refuses the manifest.",
    takes: "all",
  });
  writer.add(...confMandatory);
  return writer.finish(placeAt(document, [...dynamic, "parameters"]), "map");
}

function writeHba(document: YamlDocument, problems: EmbeddedProblem[], local: string): EmbeddedFile {
  const before = hbaBefore(local);
  const writer = new FileWriter("pg-hba", document.source).add(...before);
  let count = 0;
  const rules = document.at("spec", "authentication", "rules");
  for (const rule of withTemplateLines(document, rules, document.items(rules) ?? [], writer)) {
    const text = document.entries(rule).find(({ key }) => key.value === "hba");
    if (text) writeScalarItem(document, text, "hba", writer, problems);
    else writeStructured(document, rule, writer);
    count++;
  }
  const list = document.at(...dynamic, "pg_hba");
  count += writeItems(document, list, writer, problems).length;
  if (count === 0) writer.add(hbaDefault);
  return writer.finish(placeAt(document, [...dynamic, "pg_hba"]), "items");
}

/** A record from `connection`, `databases`, `users`, `method` and `options`, each name in quotes; the address is always `all`. */
function writeStructured(document: YamlDocument, rule: YamlNode, writer: FileWriter): void {
  const entries = document.entries(rule);
  const find = (name: string) => entries.find(({ key }) => key.value === name);
  const scalarOf = (at: YamlNode | undefined) => at && document.scalar(at);
  const connection = scalarOf(find("connection"));
  const method = scalarOf(find("method"));
  if (!connection || !method) return;
  const names = (name: string) => {
    const scalars = (document.items(find(name)) ?? []).flatMap((item) => document.scalar(item) ?? []);
    return scalars.length === 0
      ? ["all"]
      : scalars.flatMap((scalar, index) => [index === 0 ? '"' : ',"', scalar, '"']);
  };
  const options = document.entries(find("options")).flatMap((entry) => {
    const [name, value] = [document.scalar({ node: entry.key }), document.scalar(entry)];
    return name && value ? [" ", name, '="', value, '"'] : [];
  });
  writer.record([
    connection,
    " ",
    ...names("databases"),
    " ",
    ...names("users"),
    connection.value === "local" ? " " : " all ",
    method,
    ...options,
  ]);
}
