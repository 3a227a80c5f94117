import { carrierMarks } from "../model/carrierMarks.ts";
import type { Carrier, EmbeddedFile, EmbeddedProblem } from "./carrier.ts";
import { FileWriter } from "./fileWriter.ts";
import { imageVersion } from "./imageVersion.ts";
import { isOfKind, placeAt } from "./kubernetes.ts";
import { leftOutByPatroni } from "./patroniSettings.ts";
import { writeItems, writeSettings } from "./writeEntries.ts";
import type { YamlDocument } from "./yaml.ts";

/** `kind: postgresql` of `acid.zalan.do`, whose image is Spilo. */
export const zalando: Carrier = {
  name: "Spilo",
  language: "yaml",
  mark: carrierMarks.yaml.zalando,
  paths: [
    ["spec", "postgresql"],
    ["spec", "patroni"],
  ],
  onRefusal: {
    "pg-hba":
      "Patroni writes the line without checking it: a running server keeps the records it has, and one that starts anew stops here.",
    "postgresql-conf": "Patroni leaves out a setting that it knows to be wrong, with a line in its log.",
  },
  leavesOut: leftOutByPatroni,
  addsAfter: "after your lines",
  embed(document) {
    if (!isOfKind(document, "acid.zalan.do", "postgresql")) return undefined;
    const problems: EmbeddedProblem[] = [];
    const version = imageVersion(document.text("spec", "postgresql", "version"), "the manifest says so");
    return {
      carrier: zalando,
      ...(version && { version }),
      knowsSettings: false,
      files: [writeConf(document, problems), writeHba(document, problems)],
      problems,
    };
  },
};

/**
 * Settings and records of Spilo where the manifest gives none: zalando/spilo, postgres-appliance/scripts/configure_spilo.py, the template,
 * at 7cb50bd64bcb98b4399806fffa09f563523b4c9f, without ALLOW_NOSSL and PAM_OAUTH2. The operator passes the list on as
 * `postgresql.pg_hba`, which replaces Spilo's: zalando/postgres-operator, pkg/cluster/k8sres.go, `generateSpiloJSONConfiguration`,
 * at 00453b1148f966e6531b8c2165e7f44ff6e68e41.
 */
const conf = ["ssl = 'on'"];
const hba = [
  "local all all trust",
  "host all all 127.0.0.1/32 md5",
  "host all all ::1/128 md5",
  "local replication standby trust",
  "hostssl replication standby all md5",
  "hostnossl all all all reject",
  "hostssl all all all md5",
];

function writeConf(document: YamlDocument, problems: EmbeddedProblem[]): EmbeddedFile {
  const writer = new FileWriter("postgresql-conf", document.source).add(...conf);
  writeSettings(document, document.at("spec", "postgresql", "parameters"), writer, problems, {
    isFixed: () => false,
    fixedDetail: "",
    takes: "text",
  });
  return writer.finish(placeAt(document, ["spec", "postgresql", "parameters"]), "map");
}

function writeHba(document: YamlDocument, problems: EmbeddedProblem[]): EmbeddedFile {
  const list = document.at("spec", "patroni", "pg_hba");
  const writer = new FileWriter("pg-hba", document.source);
  const texts = writeItems(document, list, writer, problems);
  if (texts.length === 0) writer.add(...hba);
  else if (list)
    problems.push(...lostDefaults(texts).map((lost) => ({ ...lost, place: document.place(list) })));
  return writer.finish(placeAt(document, ["spec", "patroni", "pg_hba"]), "items");
}

/** What of Spilo's list the user's lacks: the standbys' access, and the refusal of clients without TLS. */
function lostDefaults(texts: readonly string[]): Omit<EmbeddedProblem, "place">[] {
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
  if (!admitsStandbys && !isUnknown)
    lost.push({
      kind: "defaults-lost",
      word: "standbys cannot connect for replication",
      append: "hostssl replication standby all md5",
    });
  if (admitsPlain >= 0 && (refuses < 0 || refuses > admitsPlain))
    lost.push({ kind: "defaults-lost", word: "clients without TLS get in" });
  return lost;
}
