import { carrierMarks } from "../../model/carrierMarks.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile } from "../carrier.ts";
import { FileWriter } from "../fileWriter.ts";
import { writeText } from "../kubernetes/configMap.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { chartPaths, chartsIn, passesTexts, versionOfChart } from "./charts.ts";

/**
 * Values of charts that put texts into the files of the official image, also of a subchart: CloudPirates-io/helm-charts,
 * charts/postgres/templates/configmap.yaml, at 983ec96e1b6a94e22169f1757d50d0658071c5f9; groundhog2k/helm-charts,
 * charts/postgres/templates/customconfig.yaml, at 1a77f8fb69079242d6744fdff9d75024c945f6b5.
 */
export const textCharts: Carrier = {
  ...passesTexts,
  mark: carrierMarks.yaml.textCharts,
  paths: chartPaths.flatMap((path) => ["config", "customConfig"].map((name) => [...path, name])),
  beside: chartPaths.flatMap((path) => ["image", "settings", "userDatabase"].map((name) => [...path, name])),
  embed: (document) =>
    chartsIn(document).flatMap((path): EmbeddedCluster[] => {
      const files = [...cloudPirates(document, path), ...groundhog(document, path)];
      const version = versionOfChart(document, path);
      return files.length === 0
        ? []
        : [{ carrier: textCharts, ...(version && { version }), knowsSettings: false, files, problems: [] }];
    }),
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
