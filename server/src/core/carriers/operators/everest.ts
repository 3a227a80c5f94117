import { carrierMarks, operatorGroups } from "../../model/carrierMarks.ts";
import type { Carrier } from "../carrier.ts";
import { imageVersion } from "../containers/imageVersion.ts";
import { FileWriter } from "../fileWriter.ts";
import { isOfKind } from "../kubernetes/kubernetes.ts";
import { throughPatroni } from "../patroni/patroniSettings.ts";
import { mandatorySettings } from "./crunchyRows.ts";

/**
 * `kind: DatabaseCluster` of Percona Everest, for PostgreSQL: the lines of a text become the settings in `patroni.dynamicConfiguration` of a
 * `PerconaPGCluster`, whose operator sets the files for TLS itself (percona/everest-operator, internal/controller/everest/providers/pg/pg_config.go and
 * applier.go, `updatePGConfig`, at c1328f5aab897fe9a9a833de329c47a468eb8ea7).
 */
export const everest: Carrier = {
  name: "Everest",
  language: "yaml",
  mark: carrierMarks.yaml.everest,
  paths: [["spec", "engine"]],
  ...throughPatroni,
  embed(document) {
    if (!isOfKind(document, operatorGroups.everest, "DatabaseCluster")) return undefined;
    if (document.text("spec", "engine", "type") !== "postgresql") return [];
    const at = document.at("spec", "engine", "config");
    const scalar = document.scalar(at);
    if (!at || !scalar) return [];
    const version = imageVersion(document.text("spec", "engine", "version"), "the manifest says so");
    const file = new FileWriter("postgresql-conf", document.source)
      .lines(scalar)
      .add(...mandatorySettings)
      .finish(document.place(at), "text");
    return {
      carrier: everest,
      ...(version && { version }),
      knowsSettings: false,
      files: [file],
      problems: [],
    };
  },
};
