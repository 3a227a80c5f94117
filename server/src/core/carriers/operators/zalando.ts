import { carrierMarks, operatorGroups } from "../../model/carrierMarks.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { Carrier, EmbeddedFile, EmbeddedProblem } from "../carrier.ts";
import { imageVersion } from "../containers/imageVersion.ts";
import { FileWriter } from "../fileWriter.ts";
import { isOfKind, placeAt } from "../kubernetes/kubernetes.ts";
import { ignoredByPatroni, isConvertedByPatroni, throughPatroni } from "../patroni/patroniSettings.ts";
import { lackingKeys, mountedTexts } from "../secrets.ts";
import { writeItems } from "../writeEntries.ts";
import { writeSettings } from "../writeSettings.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { type OperatorSettings, operatorPaths, operatorSettings, variableOf } from "./zalandoOperator.ts";
import { readTls, type SpiloTls } from "./zalandoTls.ts";

/** `kind: postgresql` of `acid.zalan.do`, whose image is Spilo. */
export const zalando: Carrier = {
  name: "Spilo",
  language: "yaml",
  mark: carrierMarks.yaml.zalando,
  paths: [
    ...["postgresql", "patroni", "tls", "env", "additionalVolumes"].map((part) => ["spec", part]),
    ...operatorPaths,
  ],
  ...throughPatroni,
  embed(document, { findSecret, stream, project }) {
    if (!isOfKind(document, operatorGroups.zalando, "postgresql")) return undefined;
    const operator = operatorSettings(stream, project);
    const tls = readTls(document, operator, findSecret);
    const problems: EmbeddedProblem[] = [...tls.problems, ...lackingKeys(tls.secrets)];
    const version = imageVersion(document.text("spec", "postgresql", "version"), "the manifest says so");
    return {
      carrier: zalando,
      ...(version && { version }),
      knowsSettings: false,
      files: [writeConf(document, problems, tls, version?.value), writeHba(document, operator, problems)],
      problems,
      mounted: mountedTexts(tls.secrets),
    };
  },
};

/**
 * Settings and records of Spilo where the manifest gives none: zalando/spilo, postgres-appliance/scripts/configure_spilo.py, the template,
 * at 7cb50bd64bcb98b4399806fffa09f563523b4c9f, the same since 2.0. The operator sets PAM_OAUTH2 and the role of its `pam_role_name`, whose
 * default is zalandos; with ALLOW_NOSSL in `spec.env` nobody is refused. The operator passes the list on as `postgresql.pg_hba`, which
 * replaces Spilo's: zalando/postgres-operator, pkg/cluster/k8sres.go, `generateSpiloJSONConfiguration`, at
 * a7aaad0a0b9517bb46077f2925eb80ae8ebe1a0c.
 */
const conf = ["ssl = 'on'"];
const hba = ({ standby, pamRole }: OperatorSettings, allowsPlain: boolean) => [
  "local all all trust",
  `hostssl all +${pamRole} 127.0.0.1/32 pam`,
  "host all all 127.0.0.1/32 md5",
  `hostssl all +${pamRole} ::1/128 pam`,
  "host all all ::1/128 md5",
  `local replication ${standby} trust`,
  `hostssl replication ${standby} all md5`,
  ...(allowsPlain ? [] : ["hostnossl all all all reject"]),
  `hostssl all +${pamRole} all pam`,
  allowsPlain ? "host all all all md5" : "hostssl all all all md5",
];

/** Whether Spilo's own list admits clients without TLS. */
function allowsNoSsl(document: YamlDocument, operator: OperatorSettings): boolean {
  const value = variableOf(document, operator, "ALLOW_NOSSL");
  return value === "unknown" || Boolean(value?.text);
}

function writeConf(
  document: YamlDocument,
  problems: EmbeddedProblem[],
  tls: SpiloTls,
  version: ServerVersion | undefined,
): EmbeddedFile {
  const writer = new FileWriter("postgresql-conf", document.source).add(...conf);
  for (const { setting, path } of tls.files)
    if (typeof path === "string") writer.add(`${setting} = '${path}'`);
    else writer.words(`${setting} = '`, path, "'");
  writeSettings(document, document.at("spec", "postgresql", "parameters"), writer, problems, {
    isFixed: () => false,
    fixedDetail: "",
    takes: "text",
    writesLineBreaks: true,
    ignores: (name, value) => ignoredByPatroni(name, value, version),
    isReplaced: isConvertedByPatroni,
  });
  return writer.finish(placeAt(document, ["spec", "postgresql", "parameters"]), "map");
}

function writeHba(
  document: YamlDocument,
  operator: OperatorSettings,
  problems: EmbeddedProblem[],
): EmbeddedFile {
  const allowsPlain = allowsNoSsl(document, operator);
  const list = document.at("spec", "patroni", "pg_hba");
  const writer = new FileWriter("pg-hba", document.source);
  const texts = writeItems(document, list, writer, problems);
  if (texts.length === 0) writer.add(...hba(operator, allowsPlain));
  else if (list)
    problems.push(
      ...lostDefaults(texts, operator, allowsPlain).map((lost) => ({ ...lost, place: document.place(list) })),
    );
  return writer.finish(placeAt(document, ["spec", "patroni", "pg_hba"]), "items");
}

/** What of Spilo's list the user's lacks: the standbys' access, and the refusal of clients without TLS. */
function lostDefaults(
  texts: readonly string[],
  { standby }: OperatorSettings,
  allowsPlain: boolean,
): Omit<EmbeddedProblem, "place">[] {
  const columns = texts.map((text) => text.trim().split(/\s+/));
  const admitsStandbys = columns.some(
    ([type, database]) => type !== "local" && database?.split(",").includes("replication"),
  );
  const isUnknown = columns.some(([type = ""]) => type.startsWith("include") || type.startsWith("@"));
  const refuses = columns.findIndex(
    ([type, database, user, , ...rest]) =>
      type === "hostnossl" && database === "all" && user === "all" && rest.at(-1) === "reject",
  );
  const admitsPlain = columns.findIndex(
    ([type, , , address = "", ...rest]) =>
      (type === "host" || type === "hostnossl") &&
      !/^(127\.|::1|localhost|samehost)/.test(address) &&
      !rest.includes("reject"),
  );
  const lost: Omit<EmbeddedProblem, "place">[] = [];
  const replication = `hostssl replication ${standby} all md5`;
  if (!admitsStandbys && !isUnknown)
    lost.push({ kind: "defaults-lost", word: replication, append: replication });
  if (!allowsPlain && admitsPlain >= 0 && (refuses < 0 || refuses > admitsPlain))
    lost.push({
      kind: "defaults-lost",
      word: "hostnossl all all all reject",
      unless: "hba-cleartext-gap",
    });
  return lost;
}
