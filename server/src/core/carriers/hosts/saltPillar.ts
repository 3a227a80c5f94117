import { carrierMarks } from "../../model/carrierMarks.ts";
import { knownScalar, type LineParts } from "../ansible/ansibleRecord.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile, EmbeddedProblem } from "../carrier.ts";
import { imageVersion } from "../containers/imageVersion.ts";
import { FileWriter } from "../fileWriter.ts";
import { writeText } from "../kubernetes/configMap.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import type { YamlNode } from "../yaml/yamlNodes.ts";

// saltstack-formulas/postgres-formula, postgres/templates and postgres/server/init.sls, at 7529300c287b1c288af0f494ca668c2217bd1c5d.

/** What the formula writes above the records, where the pillar names no other template. */
const ownRecord = "local all postgres peer";
const ownTemplate = "salt://postgres/templates/pg_hba.conf.j2";

/** Words of a record of which the template writes no more. */
const maxWords = 5;

/** Items of a list that are read. */
const maxItems = 1_000;

/** A pillar for postgres-formula. */
export const saltPillar: Carrier = {
  name: "postgres-formula",
  language: "yaml",
  mark: carrierMarks.yaml.saltPillar,
  reader: "PyYAML",
  paths: [["postgres"]],
  onRefusal: {
    "pg-hba":
      "The formula writes the line without checking it: a running server keeps the records it has, and one that is restarted stops here.",
    "postgresql-conf":
      "The formula writes the text without checking it: a server that is restarted stops here.",
  },
  embed(document) {
    const pillar = document.at("postgres");
    if (!pillar || !document.isMap(pillar)) return undefined;
    const own = document.below(pillar);
    const problems: EmbeddedProblem[] = [];
    const files = [...recordsIn(own, problems), ...settingsIn(own), ...mappingsIn(own)];
    const isOfPillar = own.text("use_upstream_repo")?.toLowerCase() !== "false";
    const version = isOfPillar ? imageVersion(own.text("version"), "postgres:version says so") : undefined;
    return files.length === 0 || version?.isOlder
      ? undefined
      : ({
          carrier: saltPillar,
          ...(version && { version }),
          knowsSettings: false,
          files,
          problems,
        } satisfies EmbeddedCluster);
  },
};

/** Lists of words; a record without a method gets md5. */
function recordsIn(document: YamlDocument, problems: EmbeddedProblem[]): readonly EmbeddedFile[] {
  const list = document.at("acls");
  const items = document.items(list);
  if (!list || !items || items.length === 0) return [];
  const template = document.text("pg_hba.conf") ?? ownTemplate;
  const writer = new FileWriter("pg-hba", document.source);
  if (template === ownTemplate) writer.add(ownRecord);
  let isPartial = template !== ownTemplate || items.length > maxItems;
  for (const item of items.slice(0, maxItems)) {
    const words = wordsOf(document, item);
    if (!words) {
      isPartial = true;
      continue;
    }
    const isLocal = words[0]?.value === "local";
    const lacksMethod = words.length === (isLocal ? 3 : 4);
    const limit = isLocal && words.length === 4 ? 4 : maxWords;
    const [rest] = words.slice(limit);
    if (rest)
      problems.push({
        kind: "ignored",
        place: { from: rest.from, to: rest.to },
        word: "its template writes five words of a record; write options in the text of the method",
      });
    writer.record([...joined(words.slice(0, limit)), lacksMethod ? " md5" : ""], "");
  }
  return [writer.finish(document.place(list), "items", isPartial)];
}

function mappingsIn(document: YamlDocument): readonly EmbeddedFile[] {
  const list = document.at("identity_map");
  const items = document.items(list);
  if (!list || !items || items.length === 0) return [];
  const lines = items.slice(0, maxItems).map((item) => wordsOf(document, item)?.slice(0, 3));
  const writer = new FileWriter("pg-ident", document.source);
  for (const words of lines) if (words) writer.record(joined(words), "");
  return [writer.finish(document.place(list), "items", lines.includes(undefined) || items.length > maxItems)];
}

/** What is put below the settings of the file. */
function settingsIn(document: YamlDocument): readonly EmbeddedFile[] {
  const text = document.at("postgresconf");
  return text && document.text("postgresconf")?.trim()
    ? writeText(document, text, "postgresql-conf").map((file) => ({ ...file, isPartial: true }))
    : [];
}

/** The words of a record; `undefined` where one is not known, or there is a list or map among them. */
function wordsOf(document: YamlDocument, item: YamlNode) {
  const words = document.items(item)?.map((word) => knownScalar(document, word));
  return words?.every((word) => word !== undefined) ? words : undefined;
}

function joined(words: readonly Exclude<LineParts[number], string>[]): LineParts {
  return words
    .filter(({ value }) => value !== "")
    .flatMap((word, index) => (index > 0 ? [" ", word] : [word]));
}
