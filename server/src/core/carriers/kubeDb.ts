import { carrierMarks } from "../model/carrierMarks.ts";
import type { Language } from "../model/language.ts";
import type { Carrier, EmbeddedFile } from "./carrier.ts";
import { FileWriter } from "./fileWriter.ts";
import { imageVersion } from "./imageVersion.ts";
import { isOfKind } from "./kubernetes.ts";

/** Files in `kind: Postgres` and `kind: PostgresOpsRequest` of KubeDB, which it joins with its own. */
export const kubeDb: Carrier = {
  name: "KubeDB",
  language: "yaml",
  mark: carrierMarks.yaml.kubeDb,
  paths: [["spec", "configuration"]],
  onRefusal: {},
  addsAfter: "after your lines",
  embed(document) {
    const isDatabase = isOfKind(document, "kubedb.com", "Postgres");
    if (!isDatabase && !isOfKind(document, "ops.kubedb.com", "PostgresOpsRequest")) return undefined;
    const version = isDatabase
      ? imageVersion(document.text("spec", "version"), "version in the manifest says so")
      : undefined;
    const files = Object.entries(fileNames).flatMap(([name, language]): EmbeddedFile[] => {
      const at =
        document.at("spec", "configuration", "applyConfig", name) ??
        document.at("spec", "configuration", "inline", name);
      const scalar = at && document.scalar(at);
      if (!scalar) return [];
      return [
        new FileWriter(language, document.source).lines(scalar).finish(document.place(at), "text", true),
      ];
    });
    return { carrier: kubeDb, ...(version && { version }), knowsSettings: false, files, problems: [] };
  },
};

/** kubedb/docs, docs/examples/postgres/reconfigure, at dd66a58b783778fd3ea572d8014e79c872a74217. */
const fileNames: Readonly<Record<string, Language>> = {
  "user.conf": "postgresql-conf",
  "user_hba.conf": "pg-hba",
};
