import { carrierMarks, operatorGroups } from "../../model/carrierMarks.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile, EmbeddedProblem } from "../carrier.ts";
import { imageVersion } from "../containers/imageVersion.ts";
import { FileWriter } from "../fileWriter.ts";
import { isOfKind, placeAt } from "../kubernetes/kubernetes.ts";
import { ignoredByPatroni, isConvertedByPatroni, throughPatroni } from "../patroni/patroniSettings.ts";
import { type FindSecret, lackingKeys, mountedTexts } from "../secrets.ts";
import { withTemplateLines, writeItems } from "../writeEntries.ts";
import { writeSettings } from "../writeSettings.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { keyText, type YamlNode } from "../yaml/yamlNodes.ts";
import {
  type CrunchyRows,
  isForbidden,
  isMovable,
  isOverwritten,
  mandatorySettings,
  rowsOf,
} from "./crunchyRows.ts";
import { writeRule } from "./crunchyRules.ts";
import { incompleteSecrets, secretFiles } from "./crunchySecrets.ts";
import { recordsFile } from "./manifestFiles.ts";

/** `kind: PostgresCluster` of Crunchy Data. */
export const crunchy: Carrier = {
  name: "The operator",
  language: "yaml",
  mark: carrierMarks.yaml.crunchy,
  paths: [
    "patroni",
    "authentication",
    "config",
    "customTLSSecret",
    "customReplicationTLSSecret",
    "proxy",
  ].map((name) => ["spec", name]),
  ...throughPatroni,
  onRefusal: {
    ...throughPatroni.onRefusal,
    "pg-hba":
      "The operator passes the line on unchecked: a running server keeps the records it has, and one that starts anew stops here.",
    "pg-ident": "The operator passes the line on unchecked.",
  },
  embed: (document, { findSecret }) =>
    isOfKind(document, operatorGroups.crunchy, "PostgresCluster")
      ? embedCluster(document, crunchy, rowsOf(document, "crunchy"), ["spec"], findSecret)
      : undefined,
};

/** `kind: PerconaPGCluster`, which is built on the former. */
export const percona: Carrier = {
  ...crunchy,
  mark: carrierMarks.yaml.percona,
  paths: [...(crunchy.paths ?? []), ["spec", "secrets"]],
  embed: (document, { findSecret }) =>
    isOfKind(document, operatorGroups.percona, "PerconaPGCluster")
      ? embedCluster(document, percona, rowsOf(document, "percona"), ["spec", "secrets"], findSecret)
      : undefined,
};

const dynamic = ["spec", "patroni", "dynamicConfiguration", "postgresql"] as const;

function embedCluster(
  document: YamlDocument,
  carrier: Carrier,
  rows: CrunchyRows,
  secrets: readonly string[],
  findSecret: FindSecret,
): EmbeddedCluster {
  const files = secretFiles(document, secrets, findSecret);
  const problems: EmbeddedProblem[] = [...incompleteSecrets(document, secrets), ...lackingKeys(files)];
  const version =
    imageVersion(document.text("spec", "postgresVersion"), "postgresVersion in the manifest says so") ??
    imageVersion(document.text("spec", "image"), "image in the manifest says so");
  return {
    carrier,
    ...(version && { version }),
    knowsSettings: false,
    files: [
      writeConf(document, problems, rows, version?.value),
      writeHba(document, problems, rows),
      writeIdent(document, problems),
    ],
    problems,
    mounted: mountedTexts(files),
  };
}

function writeConf(
  document: YamlDocument,
  problems: EmbeddedProblem[],
  { isPercona }: CrunchyRows,
  version: ServerVersion | undefined,
): EmbeddedFile {
  const ignores = (name: string, value: string) => ignoredByPatroni(name, value, version);
  const writer = new FileWriter("postgresql-conf", document.source);
  const given = document.at("spec", "config", "parameters");
  if (given && isPercona)
    problems.push({ kind: "ignored", place: document.place(given), word: "it reads no config.parameters" });
  const own = isPercona ? undefined : given;
  const assigned = new Set(document.entries(own).map(({ key }) => keyText(key).toLowerCase()));
  writeSettings(document, document.at(...dynamic, "parameters"), writer, problems, {
    isFixed: isOverwritten,
    fixedDetail: "The operator overwrites what is given here.",
    takes: "all",
    ignores,
    writesLineBreaks: true,
    listsIn: dynamic,
    // Of both maps that of `spec.config` wins: internal/controller/postgrescluster/postgres.go, `generatePostgresParameters`.
    isReplaced: (name) => isConvertedByPatroni(name) || assigned.has(name.toLowerCase()),
  });
  problems.push(...refusedHere(document, own));
  writeSettings(document, own, writer, problems, {
    isFixed: (name) => isForbidden(name) && !isMovable(name),
    fixedDetail: "The API server refuses the manifest.",
    takes: "numbers",
    ignores,
    writesLineBreaks: true,
  });
  writer.add(...mandatorySettings);
  return writer.finish(placeAt(document, [...dynamic, "parameters"]), "map");
}

/** Settings for TLS that the operator leaves to the user, but not in this map. */
function refusedHere(document: YamlDocument, own: YamlNode | undefined): readonly EmbeddedProblem[] {
  return document.entries(own).flatMap((entry): EmbeddedProblem[] => {
    const name = keyText(entry.key);
    const word = `give ${name} in patroni.dynamicConfiguration`;
    return isMovable(name) ? [{ kind: "refused", place: document.place(entry), word }] : [];
  });
}

function writeHba(document: YamlDocument, problems: EmbeddedProblem[], rows: CrunchyRows): EmbeddedFile {
  if (rows.isTlsOnly) problems.push(...plainRecords(document));
  const writer = new FileWriter("pg-hba", document.source).add(...rows.before);
  let count = 0;
  const rules = document.at("spec", "authentication", "rules");
  for (const rule of withTemplateLines(document, rules, document.items(rules) ?? [], writer)) {
    writeRule(document, rule, writer, problems, rows.isPercona);
    count++;
  }
  const list = document.at(...dynamic, "pg_hba");
  const texts = writeItems(document, list, writer, problems, {
    ignores: (text) =>
      !rows.isPercona && text.trim().startsWith("include") ? "the operator passes no include on" : undefined,
  });
  if (count + texts.length === 0) writer.add(rows.after);
  return writer.finish(placeAt(document, [...dynamic, "pg_hba"]), "items");
}

/** Records of the user's that admit clients without TLS beside Percona's `tlsOnly`, which changes the operator's own alone. */
function plainRecords(document: YamlDocument): readonly EmbeddedProblem[] {
  const rules = document.belowItems("spec", "authentication", "rules");
  const texts = [
    ...document.itemsAt(...dynamic, "pg_hba"),
    ...rules.flatMap((rule) => rule.at("hba") ?? []),
  ].flatMap((at) => document.scalar(at) ?? []);
  const plain = texts.filter(
    ({ value }) =>
      /^\s*host(?:nossl)?\s/.test(value) && !/\sreject\s*$|\s(?:127\.|::1|localhost)/.test(value),
  );
  const byFields = rules.flatMap((rule) => {
    const scalar = rule.scalar(rule.at("connection"));
    const isPlain = scalar && /^host(?:nossl)?$/.test(scalar.value) && rule.text("method") !== "reject";
    return isPlain ? [scalar] : [];
  });
  return [...plain, ...byFields].map(({ from, to }) => ({
    kind: "tls-incomplete",
    place: { from, to },
    word: "tlsOnly changes the operator's own records alone, and this one admits without TLS; write hostssl",
  }));
}

/** Patroni gets the section with all that the operator does not replace. */
function writeIdent(document: YamlDocument, problems: EmbeddedProblem[]): EmbeddedFile {
  const path = [...dynamic, "pg_ident"];
  return recordsFile(document, "pg-ident", path, problems, { isPartial: !document.at(...path) });
}
