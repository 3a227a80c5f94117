import { carrierMarks, operatorGroups } from "../../model/carrierMarks.ts";
import {
  newestPgBouncerVersion,
  type PgBouncerVersion,
  toPgBouncerVersion,
} from "../../model/pgbouncerVersion.ts";
import { type PgBouncerRecord, readHbaLine } from "../../syntax/pgbouncer/readHbaLine.ts";
import type { Carrier, EmbeddedCluster, EmbeddedProblem } from "../carrier.ts";
import { FileWriter } from "../fileWriter.ts";
import { isOfKind, placeAt } from "../kubernetes/kubernetes.ts";
import { writeItems } from "../writeEntries.ts";
import { mapScalar, toHost } from "../yaml/scalarMap.ts";
import { unknownEscape } from "../yaml/unknownEscape.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { keyText } from "../yaml/yamlNodes.ts";

/**
 * `kind: Pooler` of CloudNativePG, for which the operator writes the files of PgBouncer: cloudnative-pg/cloudnative-pg,
 * pkg/management/pgbouncer/config/config.go and internal/webhook/v1/pooler_webhook.go, at a95a534dbe0854495b863bbc1b7651f74d310916.
 */
export const cnpgPooler: Carrier = {
  name: "CloudNativePG",
  language: "yaml",
  mark: carrierMarks.yaml.cloudNativePg,
  paths: [
    ["spec", "pgbouncer"],
    ["spec", "template", "spec", "containers"],
  ],
  embed: (document) =>
    isOfKind(document, operatorGroups.cloudNativePg, "Pooler")
      ? embedPooler(document, cnpgPooler)
      : undefined,
};

/** The same of EDB's build of the operator. */
export const edbPooler: Carrier = {
  ...cnpgPooler,
  name: "EDB's operator",
  mark: carrierMarks.yaml.edb,
  embed: (document) =>
    isOfKind(document, operatorGroups.edb, "Pooler") ? embedPooler(document, edbPooler) : undefined,
};

const path = ["spec", "pgbouncer"] as const;

/** What is wrong in the parts of PgBouncer's files; the server's own files are another resource's. */
function embedPooler(document: YamlDocument, carrier: Carrier): EmbeddedCluster {
  const problems = [...parameterProblems(document), ...recordProblems(document, carrier)];
  const files = [
    new FileWriter("postgresql-conf", document.source).finish(placeAt(document, path), "map", true),
  ];
  return { carrier, knowsSettings: false, files, problems };
}

const parameter = (document: YamlDocument, name: string) => document.text(...path, "parameters", name);

/** The release in the image of the container `pgbouncer`. */
function versionOf(document: YamlDocument): PgBouncerVersion | undefined {
  const own = document
    .belowItems("spec", "template", "spec", "containers")
    .find((container) => container.text("name") === "pgbouncer");
  return toPgBouncerVersion(/:v?(1\.\d{2})(?=[.-]|$)/.exec(own?.text("image") ?? "")?.[1]);
}

const sslModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

function parameterProblems(document: YamlDocument): readonly EmbeddedProblem[] {
  return document.entries(document.at(...path, "parameters")).flatMap((entry): EmbeddedProblem[] => {
    const name = keyText(entry.key);
    const scalar = document.scalar(entry);
    if (set.has(name))
      return [
        {
          kind: "setting-fixed",
          place: document.place(entry),
          word: name,
          detail: "The webhook refuses the manifest; the secrets beside parameters give the files for TLS.",
        },
      ];
    if (!scalar || !/^(?:client|server)_tls_sslmode$/.test(name)) return [];
    const place = { from: scalar.from, to: scalar.to };
    const { value } = scalar;
    const report = (word: string): EmbeddedProblem[] => [{ kind: "tls-incomplete", place, word }];
    if (!sslModes.includes(value))
      return report(
        `PgBouncer knows no ${name} of this value and does not start; write verify-full or require`,
      );
    return name === "server_tls_sslmode" && !value.startsWith("verify-")
      ? report("PgBouncer does not verify the server with this value; leave it out, for verify-ca")
      : [];
  });
}

/** What the operator sets, and the parameters that its webhook refuses. */
const set: ReadonlySet<string> = new Set([
  "admin_users",
  "auth_file",
  "auth_hba_file",
  "client_tls_ca_file",
  "client_tls_cert_file",
  "client_tls_key_file",
  "client_tls_protocols",
  "listen_addr",
  "listen_port",
  "server_tls_ca_file",
  "server_tls_cert_file",
  "server_tls_key_file",
  "unix_socket_dir",
]);

function recordProblems(document: YamlDocument, carrier: Carrier): readonly EmbeddedProblem[] {
  const list = document.at(...path, "pg_hba");
  if (!list) return [];
  const problems: EmbeddedProblem[] = [];
  // The items as such: what is no text, or cut.
  writeItems(document, list, new FileWriter("pg-hba", document.source), problems);
  const authType = parameter(document, "auth_type");
  if (authType !== undefined && authType !== "hba")
    problems.push({ kind: "ignored", place: document.place(list), word: "auth_type is not hba" });
  const version = versionOf(document) ?? newestPgBouncerVersion;
  const around = { version, maps: undefined, namesOf: () => undefined };
  const records: PgBouncerRecord[] = [];
  for (const item of document.items(list) ?? []) {
    const scalar = document.scalar(item);
    const unknown = scalar && unknownEscape(scalar, document);
    if (unknown) problems.push(unknown);
    if (!scalar || document.type(item) !== "string" || /[\n{]/.test(scalar.value)) continue;
    const read = readHbaLine(scalar.value, around);
    if (read?.kind === "record") records.push(read);
    if (read?.kind !== "ignored") continue;
    const place = toHost(mapScalar(document.source, scalar), read.span.start, read.span.end) ?? scalar;
    problems.push({ kind: "pooler-record", place: { from: place.from, to: place.to }, word: scalar.value });
  }
  const mode = parameter(document, "client_tls_sslmode") ?? "prefer";
  if (
    records.length === document.items(list)?.length &&
    letsInPlain(records) &&
    ["allow", "prefer"].includes(mode)
  )
    problems.push({
      kind: "tls-incomplete",
      place: document.place(list),
      word: `${carrier.name} admits all behind your records, without TLS too; set client_tls_sslmode: require`,
      detail:
        "It adds `host all all 0.0.0.0/0 md5` and the same for `::/0` after your lines, and client_tls_sslmode is prefer by default.",
    });
  return problems;
}

/** Whether all records that admit clients want TLS, and none refuses those without it. */
function letsInPlain(records: readonly PgBouncerRecord[]): boolean {
  const remote = records.filter(({ type }) => type !== "local");
  const admitting = remote.filter(({ method }) => method !== "reject");
  const refuses = remote.some(
    ({ type, method, users, databases }) =>
      type !== "hostssl" && method === "reject" && users.all && databases.all,
  );
  return admitting.length > 0 && admitting.every(({ type }) => type === "hostssl") && !refuses;
}
