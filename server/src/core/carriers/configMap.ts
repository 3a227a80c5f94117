import { carrierMarks } from "../model/carrierMarks.ts";
import type { Language } from "../model/language.ts";
import type { Carrier, EmbeddedFile } from "./carrier.ts";
import { decodeBase64 } from "./decodeBase64.ts";
import { FileWriter } from "./fileWriter.ts";
import type { YamlDocument } from "./yaml.ts";

/** Files in `kind: ConfigMap` and `kind: Secret`, under their names; which of them a server reads, the manifest of a pod says. */
export const configMap: Carrier = {
  name: "Kubernetes",
  language: "yaml",
  mark: carrierMarks.yaml.configMap,
  paths: [["data"], ["stringData"]],
  onRefusal: {},
  addsAfter: "after your lines",
  embed(document) {
    const kind = document.text("kind");
    if (kind !== "ConfigMap" && kind !== "Secret") return undefined;
    const [texts, encoded] = kind === "ConfigMap" ? ["data"] : ["stringData", "data"];
    const files = fileNames.flatMap(([name, language]) => {
      const plain = writeFile(document, name, language, texts, writeText);
      // `stringData` wins, and what is under `data` of a Secret is encoded (Kubernetes API reference, "Secret").
      return plain.length > 0 ? plain : writeFile(document, name, language, encoded, writeEncoded);
    });
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
  name: RegExp,
  language: Language,
  map: string | undefined,
  write: typeof writeText,
): EmbeddedFile[] {
  const entries = map === undefined ? [] : document.entries(document.at(map));
  const entry = entries.find(({ key }) => name.test(String(key.value)));
  return entry ? write(document, entry, language) : [];
}

const writeEncoded: typeof writeText = (document, entry, language) => {
  const scalar = document.scalar(entry);
  const text = scalar && decodeBase64(scalar.value);
  if (!text) return [];
  return [
    new FileWriter(language, document.source).decoded(scalar, text).finish(document.place(entry), "text"),
  ];
};

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
