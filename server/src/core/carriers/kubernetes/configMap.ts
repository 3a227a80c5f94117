import { findSetting } from "../../data/settings.ts";
import { carrierMarks } from "../../model/carrierMarks.ts";
import type { Language } from "../../model/language.ts";
import { newestServerVersion } from "../../model/serverVersion.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile } from "../carrier.ts";
import { FileWriter } from "../fileWriter.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { keyText, type YamlNode } from "../yaml/yamlNodes.ts";
import { decodeBase64 } from "./decodeBase64.ts";

/** Files in `kind: ConfigMap` and `kind: Secret`, under their names; which of them a server reads, the manifest of a pod says. */
export const configMap: Carrier = {
  name: "Kubernetes",
  language: "yaml",
  writesParts: true,
  mark: carrierMarks.yaml.configMap,
  paths: [["data"], ["stringData"], ["binaryData"]],
  embed(document, { readTexts }) {
    const kind = document.text("kind");
    if (kind !== "ConfigMap" && kind !== "Secret") return undefined;
    // `stringData` wins, and what is under `data` of a Secret is encoded (Kubernetes API reference, "Secret", "ConfigMap").
    const [texts, encoded] = kind === "ConfigMap" ? ["data", "binaryData"] : ["stringData", "data"];
    const names = new Set<string>();
    const files = [
      ...filesAt(document, texts, names, readTexts, writeText),
      ...filesAt(document, encoded, names, readTexts, writeEncoded),
    ];
    return clustersOf(files);
  },
};

/** The same where no name shows what a text is, but a cluster of another file may read it. */
export const heldText: Carrier = { ...configMap, mark: carrierMarks.yaml.held };

/** The first file of each kind is one server's; which the others belong to is not written. */
function clustersOf(files: readonly EmbeddedFile[]): readonly EmbeddedCluster[] {
  const isFirst = (file: EmbeddedFile) => files.find(({ language }) => language === file.language) === file;
  const others = files.filter((file) => !isFirst(file)).map((file) => [file]);
  return [files.filter(isFirst), ...others]
    .filter((own) => own.length > 0)
    .map((own) => ({ carrier: configMap, knowsSettings: false, files: own, problems: [] }));
}

/** Kubegres has postgres.conf, KubeDB user.conf and user_hba.conf, others what an `include_dir` reads. */
const fileNames: readonly (readonly [RegExp, Language])[] = [
  [/^(?:.*[-_.])?(?:postgresql|postgres|postgresql\.auto)\.conf$/, "postgresql-conf"],
  [/^(?:.*[-_.])?(?:pg|user)_hba\.conf$/, "pg-hba"],
  [/^(?:.*[-_.])?pg_ident\.conf$/, "pg-ident"],
];

/** The kind of the file that is under a key of a ConfigMap or Secret. */
export function languageOfKey(name: string): Language | undefined {
  return fileNames.find(([pattern]) => pattern.test(name))?.[1];
}

function filesAt(
  document: YamlDocument,
  map: string,
  known: Set<string>,
  readTexts: ReadonlySet<number>,
  write: typeof writeText,
): EmbeddedFile[] {
  return document.entries(document.at(map)).flatMap((entry) => {
    const name = keyText(entry.key);
    const isOther = /^(?:custom|user|override)\.conf$/.test(name) && isOfSettings(document, entry);
    const language = isOther ? "postgresql-conf" : languageOfKey(name);
    const isRead = readTexts.has(document.scalar(entry)?.from ?? -1);
    if (!language || isRead || known.has(name)) return [];
    const files = write(document, entry, language);
    if (files.length > 0) known.add(name);
    return files;
  });
}

/** Whether a text of a name that other programs have as well sets what PostgreSQL knows, and no more than a few other things. */
function isOfSettings(document: YamlDocument, entry: YamlNode): boolean {
  const text = document.scalar(entry)?.value ?? "";
  const names = [...text.matchAll(/^[ \t]*([A-Za-z_][\w.]{0,62})[ \t]*=/gm)].map(([, name = ""]) => name);
  const known = names.filter((name) => findSetting(name, newestServerVersion));
  return known.length > 0 && known.length * 2 >= names.length && !/^[ \t]*\[/m.test(text);
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
