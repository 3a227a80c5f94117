import { carrierMarks } from "../model/carrierMarks.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile } from "./carrier.ts";
import { writeText } from "./configMap.ts";
import { FileWriter } from "./fileWriter.ts";
import { anyKey, type KeyPath } from "./focus.ts";
import { imageVersion } from "./imageVersion.ts";
import { keyText, type YamlDocument } from "./yaml.ts";

/** Where a chart's values may be: in the document, and in an entry of it. */
const charts: readonly KeyPath[] = [[], [anyKey]];

/**
 * Values of charts that put texts into the files of the official image, also of a subchart: CloudPirates-io/helm-charts,
 * charts/postgres/templates/configmap.yaml, at 983ec96e1b6a94e22169f1757d50d0658071c5f9; groundhog2k/helm-charts,
 * charts/postgres/templates/customconfig.yaml, at 1a77f8fb69079242d6744fdff9d75024c945f6b5.
 */
export const textCharts: Carrier = {
  name: "The chart",
  language: "yaml",
  mark: carrierMarks.yaml.textCharts,
  paths: charts.flatMap((path) => ["config", "customConfig"].map((name) => [...path, name])),
  beside: charts.flatMap((path) => ["image", "settings", "userDatabase"].map((name) => [...path, name])),
  onRefusal: {
    "pg-hba":
      "The chart passes the text on unchecked: a running server keeps the records it has, and one that starts anew stops here.",
    "postgresql-conf": "The chart passes the text on unchecked: a pod that starts anew stops here.",
  },
  embed(document) {
    if (document.text("apiVersion") && document.text("kind")) return undefined;
    const found = [[], ...document.entries(document.at()).map(({ key }) => [keyText(key)])];
    return found.flatMap((path): EmbeddedCluster[] => {
      const files = [...cloudPirates(document, path), ...groundhog(document, path)];
      const version = imageVersion(document.text(...path, "image", "tag"), "image.tag in the values says so");
      return files.length === 0
        ? []
        : [{ carrier: textCharts, ...(version && { version }), knowsSettings: false, files, problems: [] }];
    });
  },
};

/** A text in place of the chart's records, and lines behind the settings that the chart makes of known values. */
function cloudPirates(document: YamlDocument, path: readonly string[]): readonly EmbeddedFile[] {
  const records = document.at(...path, "config", "pgHbaConfig");
  if (!records) return [];
  const extra = document.at(...path, "config", "extraConfig");
  const writer = new FileWriter("postgresql-conf", document.source);
  const lines = document
    .itemsAt(...path, "config", "extraConfig")
    .flatMap((item) => document.scalar(item) ?? []);
  for (const line of lines) writer.lines(line);
  return [
    ...(document.text(...path, "config", "pgHbaConfig") ? writeText(document, records, "pg-hba") : []),
    ...(extra && lines.length > 0 ? [writer.finish(document.place(extra), "items")] : []),
  ];
}

/** A postgresql.conf as a whole; other charts have a text of the name as well. */
function groundhog(document: YamlDocument, path: readonly string[]): readonly EmbeddedFile[] {
  const text = document.at(...path, "customConfig");
  const isOfServer =
    document.text(...path, "settings", "superuser") !== undefined || document.at(...path, "userDatabase");
  return text && isOfServer && document.text(...path, "customConfig")?.trim()
    ? writeText(document, text, "postgresql-conf")
    : [];
}
