import { carrierMarks } from "../model/carrierMarks.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile, EmbeddedProblem } from "./carrier.ts";
import { FileWriter } from "./fileWriter.ts";
import { imageVersion } from "./imageVersion.ts";
import { isOfKind, placeAt } from "./kubernetes.ts";
import { writeItems, writeSettings } from "./writeEntries.ts";
import type { YamlDocument } from "./yaml.ts";

const name = "CloudNativePG";

/** `kind: Cluster` of `postgresql.cnpg.io`. */
export const cloudNativePg: Carrier = {
  name,
  language: "yaml",
  mark: carrierMarks.yaml.cloudNativePg,
  paths: [
    ["spec", "postgresql"],
    ["spec", "certificates"],
    ["spec", "imageCatalogRef"],
  ],
  onRefusal: {
    "pg-hba":
      "CloudNativePG writes the line without checking it: running instances keep the records they have, and an instance that starts anew stops here.",
    "pg-ident": "CloudNativePG writes the line without checking it.",
    "postgresql-conf":
      "CloudNativePG checks only that it does not manage the setting itself: instances that start anew stop here.",
  },
  addsAfter: "after your lines",
  embed(document) {
    if (!isOfKind(document, "postgresql.cnpg.io", "Cluster")) return undefined;
    const problems: EmbeddedProblem[] = incompleteSecrets(document);
    const version =
      imageVersion(document.text("spec", "imageName"), "imageName in the manifest says so") ??
      imageVersion(
        document.text("spec", "imageCatalogRef", "major"),
        "imageCatalogRef in the manifest says so",
      );
    return {
      carrier: cloudNativePg,
      ...(version && { version }),
      knowsSettings: true,
      files: [writeConf(document, problems), writeHba(document, problems), writeIdent(document, problems)],
      problems,
    } satisfies EmbeddedCluster;
  },
};

/**
 * The records around the user's: cloudnative-pg/cloudnative-pg, pkg/postgres/configuration.go, `hbaTemplateString`, at
 * a95a534dbe0854495b863bbc1b7651f74d310916. The record for cnpg_metrics_exporter came later than the others and is of type
 * `local`, where TLS does not matter.
 */
const hbaBefore = [
  "local all all peer map=local",
  "hostssl postgres streaming_replica all cert map=cnpg_streaming_replica",
  "hostssl replication streaming_replica all cert map=cnpg_streaming_replica",
  "hostssl all cnpg_pooler_pgbouncer all cert map=cnpg_pooler_pgbouncer",
];
const hbaAfter = "host all all all scram-sha-256";

/** The same, `identTemplateString`. */
const identBefore = [
  "local postgres postgres",
  "cnpg_streaming_replica streaming_replica streaming_replica",
  "cnpg_pooler_pgbouncer cnpg_pooler_pgbouncer cnpg_pooler_pgbouncer",
];

/** The same, `GlobalDefaultSettings`, as far as TLS is concerned: the user's values win. */
const confDefaults = ["ssl_max_protocol_version = 'TLSv1.3'", "ssl_min_protocol_version = 'TLSv1.3'"];

/** The same, `MandatorySettings`: these win. */
const confMandatory = [
  "listen_addresses = '*'",
  "ssl = 'on'",
  "ssl_cert_file = '/controller/certificates/server.crt'",
  "ssl_key_file = '/controller/certificates/server.key'",
  "ssl_ca_file = '/controller/certificates/client-ca.crt'",
];

/** The same, `FixedConfigurationParameters`, of those that a webhook refuses what concerns access and TLS. */
const fixed: ReadonlySet<string> = new Set([
  "config_file",
  "data_directory",
  "hba_file",
  "ident_file",
  "listen_addresses",
  "port",
  "primary_conninfo",
  "ssl",
  "ssl_ca_file",
  "ssl_cert_file",
  "ssl_crl_file",
  "ssl_dh_params_file",
  "ssl_key_file",
  "ssl_passphrase_command",
  "ssl_passphrase_command_supports_reload",
  "ssl_prefer_server_ciphers",
  "unix_socket_directories",
  "unix_socket_group",
  "unix_socket_permissions",
]);

function writeConf(document: YamlDocument, problems: EmbeddedProblem[]): EmbeddedFile {
  const parameters = document.at("spec", "postgresql", "parameters");
  const writer = new FileWriter("postgresql-conf", document.source).add(...confDefaults);
  writeSettings(document, parameters, writer, problems, {
    isFixed: (setting) => fixed.has(setting.toLowerCase()),
    fixedDetail: `The webhook of ${name} refuses the manifest; where the webhook is not installed, the value is ignored.`,
    needsStrings: true,
    listsIn: ["spec", "postgresql"],
  });
  writer.add(...confMandatory);
  return writer.finish(placeAt(document, ["spec", "postgresql", "parameters"]), "map");
}

function writeHba(document: YamlDocument, problems: EmbeddedProblem[]): EmbeddedFile {
  const list = document.at("spec", "postgresql", "pg_hba");
  const writer = new FileWriter("pg-hba", document.source).add(...hbaBefore);
  writeItems(document, list, writer, problems, (text) => text.includes("${podselector:"));
  // Records for LDAP, from `spec.postgresql.ldap`, come between these, and let in clients without TLS as the last one does.
  writer.add(hbaAfter);
  return writer.finish(placeAt(document, ["spec", "postgresql", "pg_hba"]), "items");
}

function writeIdent(document: YamlDocument, problems: EmbeddedProblem[]): EmbeddedFile {
  const writer = new FileWriter("pg-ident", document.source).add(...identBefore);
  writeItems(document, document.at("spec", "postgresql", "pg_ident"), writer, problems);
  return writer.finish(placeAt(document, ["spec", "postgresql", "pg_ident"]), "items");
}

/**
 * Certificates whose CA the operator then makes anew, so that it is not theirs: the documentation of `CertificatesConfiguration`,
 * api/v1/cluster_types.go of the same commit.
 */
function incompleteSecrets(document: YamlDocument): EmbeddedProblem[] {
  return pairs.flatMap(([secret, ca, detail]) => {
    const given = document.at("spec", "certificates", secret);
    if (!given || !document.text("spec", "certificates", secret)) return [];
    if (document.text("spec", "certificates", ca)) return [];
    return [{ kind: "secret-incomplete" as const, place: document.place(given), word: ca, detail }];
  });
}

const pairs = [
  [
    "serverTLSSecret",
    "serverCASecret",
    "Without it the operator makes a CA of its own, which did not issue the server certificate: standbys and clients that check it by that CA refuse the server.",
  ],
  [
    "replicationTLSSecret",
    "clientCASecret",
    "Without it the operator makes a CA of its own for clients, by which the server refuses the certificate of the standbys.",
  ],
] as const;
