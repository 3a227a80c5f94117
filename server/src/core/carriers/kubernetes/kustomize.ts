import { carrierMarks } from "../../model/carrierMarks.ts";
import type { Language } from "../../model/language.ts";
import { quoteConf } from "../../syntax/quote.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile } from "../carrier.ts";
import { offsetsFrom, type ScalarPart } from "../containers/serverArguments.ts";
import { FileWriter } from "../fileWriter.ts";
import type { HostSpan } from "../hostSpan.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import type { YamlNode } from "../yaml/yamlNodes.ts";
import { languageOfKey } from "./configMap.ts";

/**
 * `configMapGenerator` and `secretGenerator` of a kustomization: kubernetes-sigs/kustomize, api/kv/kv.go and
 * api/internal/generators/utils.go, at 12f9e6391464b3ad9dd3fe8182049dc1b1772990.
 */
export const kustomize: Carrier = {
  name: "Kustomize",
  language: "yaml",
  writesParts: true,
  mark: carrierMarks.yaml.kustomize,
  paths: [["configMapGenerator"], ["secretGenerator"]],
  embed: (document) =>
    ["configMapGenerator", "secretGenerator"].flatMap((kind) =>
      document.itemsAt(kind).flatMap((generator) => clusterOf(document, generator)),
    ),
};

/** A file that a generator puts under a key: a text of the document, or a file beside it. */
interface Generated {
  readonly language: Language;
  readonly place: HostSpan;
  readonly text?: ScalarPart;
  readonly path?: string;
}

/** The first file of each kind is one server's, as in a ConfigMap. */
function clusterOf(document: YamlDocument, generator: YamlNode): readonly EmbeddedCluster[] {
  const own = document.below(generator);
  const found: Generated[] = [];
  for (const [list, read] of [
    ["literals", literal],
    ["files", fileBeside],
  ] as const)
    for (const item of own.itemsAt(list)) {
      const one = read(document, item);
      if (one && !found.some(({ language }) => language === one.language)) found.push(one);
    }
  const [first] = found;
  if (!first) return [];
  const mappings = Object.fromEntries(
    found.flatMap(({ language, path }) => (path ? [[pathOf(language), path]] : [])),
  );
  const files = [writeConf(document, found, first.place), ...writeTexts(document, found)];
  const name = own.text("name");
  return [{ carrier: kustomize, ...(name && { name }), knowsSettings: false, files, problems: [], mappings }];
}

/** `KEY=TEXT`, with quotes around the text that do not count: `parseLiteralSource`. */
function literal(document: YamlDocument, item: YamlNode): Generated | undefined {
  const scalar = document.scalar(item);
  const { value = "" } = scalar ?? {};
  const equals = value.indexOf("=");
  const language = languageOfKey(value.slice(0, Math.max(equals, 0)));
  if (!scalar || !language) return undefined;
  const text = value.slice(equals + 1);
  const isQuoted = text.length > 1 && /^(["'])[\s\S]*\1$/.test(text);
  const [from, to] = isQuoted ? [equals + 2, value.length - 1] : [equals + 1, value.length];
  const part = { scalar, text: value.slice(from, to), offsets: offsetsFrom(from, to) };
  return { language, place: document.span(item), text: part };
}

/** `KEY=PATH`, or a path whose name is the key: `ParseFileSource`. */
function fileBeside(document: YamlDocument, item: YamlNode): Generated | undefined {
  const value = document.scalar(item)?.value ?? "";
  const [, key = value.replace(/^.*\//, ""), path = value] = /^([^=]+)=([^=]+)$/.exec(value) ?? [];
  const language = languageOfKey(key);
  return language && !/^\w+:\/\//.test(path) ? { language, place: document.span(item), path } : undefined;
}

/** The line by which a postgresql.conf has the server read a file; which pod mounts it at what path is written elsewhere. */
const lineFor: Readonly<Record<Language, (path: string) => string>> = {
  "postgresql-conf": (path) => `include ${quoteConf(path)}`,
  "pg-hba": (path) => `hba_file = ${quoteConf(path)}`,
  "pg-ident": (path) => `ident_file = ${quoteConf(path)}`,
  "pg-hosts": (path) => `hosts_file = ${quoteConf(path)}`,
};

function writeConf(document: YamlDocument, found: readonly Generated[], place: HostSpan): EmbeddedFile {
  const writer = new FileWriter("postgresql-conf", document.source);
  for (const { language, path } of found)
    if (path !== undefined) writer.add(lineFor[language](pathOf(language)));
  const main = found.find(({ language }) => language === "postgresql-conf");
  if (main?.text) writer.text(main.text);
  return writer.finish(main?.place ?? place, "text");
}

function writeTexts(document: YamlDocument, found: readonly Generated[]): readonly EmbeddedFile[] {
  return found.flatMap(({ language, text, place }) =>
    text && language !== "postgresql-conf"
      ? [new FileWriter(language, document.source).text(text).finish(place, "text")]
      : [],
  );
}

function pathOf(language: Language): string {
  return `/${language}`;
}
