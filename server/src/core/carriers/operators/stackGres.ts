import { carrierMarks, operatorGroups } from "../../model/carrierMarks.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile, EmbeddedProblem } from "../carrier.ts";
import { imageVersion } from "../containers/imageVersion.ts";
import { FileWriter } from "../fileWriter.ts";
import { type FindResource, isOfKind, placeAt } from "../kubernetes/kubernetes.ts";
import { ignoredByPatroni, throughPatroni } from "../patroni/patroniSettings.ts";
import { writeSettings } from "../writeSettings.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { recordsFile } from "./manifestFiles.ts";

/** Where a kind of `stackgres.io` has clusters: that of coordinator and shards makes an SGCluster of each of them. */
const clusters: Readonly<Record<string, readonly (readonly string[])[]>> = {
  SGCluster: [["spec"]],
  SGShardedCluster: [
    ["spec", "coordinator"],
    ["spec", "shards"],
  ],
};

/** `kind: SGCluster`, `kind: SGShardedCluster` and `kind: SGPostgresConfig` of `stackgres.io`. */
export const stackGres: Carrier = {
  name: "StackGres",
  language: "yaml",
  mark: carrierMarks.yaml.stackGres,
  paths: [
    ["spec", "postgres"],
    ...Object.values(clusters).flatMap((paths) =>
      paths.flatMap((path) => ["pods", "configurations"].map((part) => [...path, part])),
    ),
    ["spec", "postgresql.conf"],
  ],
  onRefusal: {
    "pg-hba":
      "StackGres passes the line on unchecked: a running server keeps the records it has, and one that starts anew stops here.",
    "postgresql-conf":
      "The webhook refuses an SGPostgresConfig with a wrong value, and removes settings that the version does not know; of other manifests Patroni leaves out what it knows to be wrong.",
  },
  leavesOut: throughPatroni.leavesOut,
  embed(document, { findResource }) {
    const kind = Object.keys(clusters).find((name) => isOfKind(document, operatorGroups.stackGres, name));
    if (kind) return clusters[kind]?.map((path) => embedCluster(document, path, findResource));
    if (!isOfKind(document, operatorGroups.stackGres, "SGPostgresConfig")) return undefined;
    const problems: EmbeddedProblem[] = [];
    const version = versionOfConfig(document, "postgresVersion in the manifest says so");
    const files = [writeConf(document, configPath, problems, version?.value)];
    return { carrier: stackGres, ...(version && { version }), knowsSettings: false, files, problems };
  },
};

const configPath = ["spec", "postgresql.conf"] as const;

function versionOfConfig(config: YamlDocument, reason: string) {
  return imageVersion(config.text("spec", "postgresVersion"), reason);
}

function embedCluster(
  document: YamlDocument,
  path: readonly string[],
  findResource: FindResource,
): EmbeddedCluster {
  const problems: EmbeddedProblem[] = [];
  // Of shards, some may have another one.
  const config =
    path.length === 1
      ? findResource(
          document,
          "SGPostgresConfig",
          document.text(...path, "configurations", "sgPostgresConfig"),
        )
      : undefined;
  // The operator takes no configuration of another version.
  const version =
    imageVersion(document.text("spec", "postgres", "version"), "the manifest says so") ??
    (config && versionOfConfig(config, "postgresVersion of its SGPostgresConfig says so"));
  return {
    carrier: stackGres,
    ...(version && { version }),
    knowsSettings: config !== undefined,
    files: [
      writeConf(
        document,
        [...path, "configurations", "postgres", "postgresql.conf"],
        problems,
        version?.value,
        config,
      ),
      writeHba(document, path, problems),
    ],
    problems,
  };
}

/**
 * The records behind the user's: ongres/stackgres, stackgres-k8s/src/operator/…/factory/cluster/patroni/PatroniConfigEndpoints.java,
 * `getPatroniConfig`, at 085f6d0e445be63bc5180f5ac049cf2d1e5c9aea.
 */
const hbaAfter = [
  "local all all trust",
  "host all all 127.0.0.1/32 md5",
  "host all all ::1/128 md5",
  "local replication all trust",
  "host all all 0.0.0.0/0 md5",
  "host all all ::/0 md5",
  "host replication replicator 0.0.0.0/0 md5",
  "host replication replicator ::/0 md5",
];

/** src/main/resources/postgresql-blocklist.properties, same commit: the webhook refuses these in an SGPostgresConfig, others are ignored. */
const blocked: ReadonlySet<string> = new Set([
  "archive_command",
  "archive_mode",
  "dynamic_library_path",
  "lc_messages",
  "listen_addresses",
  "log_destination",
  "log_directory",
  "log_filename",
  "log_rotation_age",
  "log_rotation_size",
  "log_truncate_on_rotation",
  "logging_collector",
  "port",
  "wal_log_hints",
]);

/**
 * `getPostgresParameters` of the file with the records, where `spec.postgres.ssl` is on: these win over what the manifests give. It takes the
 * settings of the SGPostgresConfig, over them those of the cluster itself, and no parameters of `dynamicConfig`.
 */
const ofTls = ["ssl = 'on'", "ssl_cert_file = '/etc/ssl/tls.crt'", "ssl_key_file = '/etc/ssl/tls.key'"];

const overwritten: ReadonlySet<string> = new Set(["ssl", "ssl_cert_file", "ssl_key_file"]);

/** `config` is the SGPostgresConfig that the document names; what is wrong with that is shown where it is written. */
function writeConf(
  document: YamlDocument,
  path: readonly string[],
  problems: EmbeddedProblem[],
  version: ServerVersion | undefined,
  config?: YamlDocument,
): EmbeddedFile {
  const hasTls = document.text("spec", "postgres", "ssl", "enabled") === "true";
  const own = new Set(document.keysAt(...path));
  const options = {
    isFixed: (name: string) => blocked.has(name) || (hasTls && overwritten.has(name)),
    fixedDetail: "It refuses or overwrites what is given here.",
    takes: "text",
    ignores: (name: string, value: string) => ignoredByPatroni(name, value, version),
  } as const;
  const writer = new FileWriter("postgresql-conf", document.source);
  if (config)
    writeSettings(config, config.at(...configPath), writer, [], {
      ...options,
      isReplaced: (name) => own.has(name),
    });
  writeSettings(document, document.at(...path), writer, problems, options);
  return writer.add(...(hasTls ? ofTls : [])).finish(placeAt(document, path), "map");
}

function writeHba(
  document: YamlDocument,
  cluster: readonly string[],
  problems: EmbeddedProblem[],
): EmbeddedFile {
  const path = [...cluster, "configurations", "patroni", "dynamicConfig", "postgresql", "pg_hba"];
  // Behind Envoy all clients come from the pod itself, so that addresses and types of connection say nothing of them.
  const isDirect = document.text(...cluster, "pods", "disableEnvoy") === "true";
  return recordsFile(document, "pg-hba", path, problems, {
    after: isDirect ? hbaAfter : [],
    isPartial: !isDirect,
  });
}
