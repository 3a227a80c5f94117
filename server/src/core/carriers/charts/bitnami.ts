import { carrierMarks } from "../../model/carrierMarks.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile, EmbeddedProblem } from "../carrier.ts";
import { partFrom, type ScalarPart } from "../containers/serverArguments.ts";
import { FileWriter } from "../fileWriter.ts";
import { anyKey, type KeyPath } from "../focus.ts";
import { writeText } from "../kubernetes/configMap.ts";
import { isResource } from "../kubernetes/kubernetes.ts";
import type { FindSecret } from "../secrets.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { keyText, type YamlNode } from "../yaml/yamlNodes.ts";
import { changedBy, readTls } from "./bitnamiTls.ts";
import { chartPaths, passesTexts, versionOfChart } from "./charts.ts";

/** The values that hold files. */
const parts = {
  lists: ["primary", "readReplicas", "pgHbaConfiguration"],
  texts: ["configuration", "extendedConfiguration"],
  textsOfHa: ["configuration", "extendedConf"],
  maps: ["postgresqlConfiguration", "postgresqlExtendedConf"],
} as const;

const valuesOfCharts: ReadonlySet<string> = new Set([
  ...parts.lists,
  ...parts.maps,
  ...parts.textsOfHa,
  "tls",
]);

/** The parts of the chart `postgresql-ha`, which has no `primary`: templates/postgresql/configmap.yaml and extended-configmap.yaml. */
const partsOfHa: ReadonlySet<string> = new Set(["postgresql", "witness"]);

/** The same with what is read of the two that hold all about the primary and the replicas. */
const wantedValues: readonly KeyPath[] = [...valuesOfCharts].flatMap((key) =>
  key === "primary" || key === "readReplicas"
    ? ["pgHbaConfiguration", ...parts.texts, ...changedBy].map((text) => [key, text])
    : [[key]],
);

/** Where values may be: those of a subchart's subchart, too. */
const charts: readonly KeyPath[] = [...chartPaths, [anyKey, anyKey]];

/**
 * Values of Bitnami's charts `postgresql` and `postgresql-ha`, also under the key of a subchart: bitnami/charts, bitnami/postgresql/values.yaml and
 * templates/primary/configmap.yaml, at 1f09618c49f66362bd9c71f5067d25e2fbfce0fc. Both texts go through `tpl`.
 */
export const bitnami: Carrier = {
  ...passesTexts,
  mark: carrierMarks.yaml.bitnami,
  paths: charts.flatMap((path) => wantedValues.map((wanted) => [...path, ...wanted])),
  beside: charts.flatMap((path) => ["image", "auth", "architecture", "ldap"].map((name) => [...path, name])),
  embed(document, { findSecret }) {
    // Values within a resource are documents of their own.
    if (isResource(document)) return undefined;
    const clusters: EmbeddedCluster[] = [];
    for (const path of chartsIn(document)) clusters.push(...embedValues(document, path, findSecret));
    return clusters;
  },
};

/** The maps that have the values of a chart: the document, the keys of subcharts, and those one below. */
function chartsIn(document: YamlDocument): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  const look = (path: readonly string[], map: YamlNode | undefined) => {
    const entries = document.entries(map);
    if (entries.some(({ key }) => valuesOfCharts.has(keyText(key)))) found.push(path);
    if (path.length === 2) return;
    for (const entry of entries) {
      const name = keyText(entry.key);
      if (!valuesOfCharts.has(name) && document.isMap(entry)) look([...path, name], entry);
    }
  };
  look([], document.at());
  return found;
}

function embedValues(
  document: YamlDocument,
  path: readonly string[],
  findSecret: FindSecret,
): readonly EmbeddedCluster[] {
  const tls = readTls(document, path, findSecret);
  const version = versionOfChart(document, path);
  const cluster = (files: readonly EmbeddedFile[], own: readonly EmbeddedProblem[]) =>
    files.length + own.length === 0
      ? []
      : [
          {
            carrier: bitnami,
            ...(version && { version }),
            knowsSettings: false,
            files,
            problems: own,
            mounted: tls.mounted,
          },
        ];
  // The chart mounts it in the folder from which the image takes it for good: where POSTGRESQL_USE_CUSTOM_PGHBA_INITIALIZATION is not set, the
  // image makes the database with records of its own, and copies this file over them at the end (bitnami/containers,
  // bitnami/postgresql/17/debian-12/…/libpostgresql.sh, `postgresql_initialize`, at 31d942599f19e514dda1856bbc64b31e9606bc7d, and the last lines
  // of setup.sh, which are those of postgresql-repmgr/setup.sh at 0ff446d93b4771310e31fed9fbc87060b3e6ba96); before that variable it made none.
  const hba =
    document.at(...path, "primary", "pgHbaConfiguration") ?? document.at(...path, "pgHbaConfiguration");
  const files = [
    ...writeConf(document, [...path, "primary"], path),
    ...(partsOfHa.has(path.at(-1) ?? "") ? writeConf(document, path) : []),
    ...(hba ? writeText(document, hba, "pg-hba") : []),
  ].filter(({ text }) => text.trim() !== "");
  // Where the values have settings, these may be others.
  const isFree = ({ language }: EmbeddedFile) => !files.some((one) => one.language === language);
  if (tls.file && isFree(tls.file)) files.push(tls.file);
  const made = tls.hba && isFree(tls.hba.file) ? tls.hba : undefined;
  if (made) files.push(made.file);
  return [
    ...cluster(files, [...tls.problems, ...(made ? [made.problem] : [])]),
    ...cluster(writeConf(document, [...path, "readReplicas"]), []),
  ];
}

/**
 * The settings of the primary or of the replicas: two texts, of which the second is included by the first, and before release 10.14 of
 * the chart two maps, whose names templates/configmap.yaml made of `sslMinProtocolVersion`.
 */
function writeConf(
  document: YamlDocument,
  path: readonly string[],
  old?: readonly string[],
): readonly EmbeddedFile[] {
  const isHa = partsOfHa.has(path.at(-1) ?? "");
  const texts = (isHa ? parts.textsOfHa : parts.texts).flatMap((name) => {
    const at = document.at(...path, name);
    const scalar = at && document.type(at) === "string" && document.scalar(at);
    // Charts of other databases have a text of this name too, which begins with a section.
    return at && scalar && !/^\s*\[/.test(scalar.value) ? [{ at, scalar }] : [];
  });
  const maps = old ? parts.maps.flatMap((name) => document.at(...old, name) ?? []) : [];
  const [place] = [...texts.map(({ at }) => at), ...maps];
  if (!place) return [];
  const writer = new FileWriter("postgresql-conf", document.source);
  for (const { scalar } of texts) writer.lines(scalar);
  for (const map of maps)
    writer.template(document.templateLines(document.place(map).from, document.span(map).to));
  for (const entry of maps.flatMap((map) => document.entries(map))) {
    const [name, value] = [document.scalar({ node: entry.key }), document.scalar(entry)];
    if (name && value) writer.argument(snakeCase(partFrom(name, 0)), partFrom(value, 0));
  }
  const file = writer.finish(document.place(place), texts.length > 0 ? "text" : "map");
  return file.text.trim() === "" ? [] : [file];
}

/** `sslMinProtocolVersion` as `ssl_min_protocol_version`. */
function snakeCase({ scalar, text, offsets }: ScalarPart): ScalarPart {
  const signs = [...text].flatMap((sign, index) =>
    /[A-Z]/.test(sign) && index > 0
      ? [["_", index] as const, [sign.toLowerCase(), index] as const]
      : [[sign, index] as const],
  );
  return {
    scalar,
    text: signs.map(([sign]) => sign).join(""),
    offsets: signs.map(([, index]) => offsets[index] ?? 0),
  };
}
