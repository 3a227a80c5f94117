import { carrierMarks } from "../model/carrierMarks.ts";
import type { Language } from "../model/language.ts";
import type { Carrier, EmbeddedFile } from "./carrier.ts";
import { FileWriter } from "./fileWriter.ts";
import type { YamlDocument } from "./yaml.ts";

/** Files in `kind: ConfigMap` and `kind: Secret`, under their names; which of them a server reads, the manifest of a pod says. */
export const configMap: Carrier = {
  name: "Kubernetes",
  language: "yaml",
  mark: carrierMarks.configMap,
  paths: [["data"], ["stringData"]],
  onRefusal: {},
  addsAfter: "after your lines",
  embed(document) {
    const kind = document.text("kind");
    if (kind !== "ConfigMap" && kind !== "Secret") return undefined;
    // What is under `data` of a Secret is encoded.
    const map = document.at(kind === "ConfigMap" ? "data" : "stringData");
    const files = fileNames.flatMap(([pattern, language]) => writeFile(document, map, pattern, language));
    return files.length > 0 ? { carrier: configMap, knowsSettings: false, files, problems: [] } : undefined;
  },
};

const fileNames: readonly (readonly [RegExp, Language])[] = [
  [/^postgresql\.conf$/, "postgresql-conf"],
  [/^(?:.*[-_.])?pg_hba\.conf$/, "pg-hba"],
  [/^(?:.*[-_.])?pg_ident\.conf$/, "pg-ident"],
];

function writeFile(
  document: YamlDocument,
  map: ReturnType<YamlDocument["at"]>,
  name: RegExp,
  language: Language,
): EmbeddedFile[] {
  const entry = document.entries(map).find(({ key }) => name.test(String(key.value)));
  return entry ? writeText(document, entry, language) : [];
}

/** A file that is one text of the document. */
export function writeText(
  document: YamlDocument,
  entry: NonNullable<ReturnType<YamlDocument["at"]>>,
  language: Language,
): EmbeddedFile[] {
  const scalar = document.scalar(entry);
  if (!scalar || document.type(entry) !== "string") return [];
  return [new FileWriter(language, document.source).lines(scalar).finish(document.place(entry), "text")];
}
