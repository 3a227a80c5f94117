import { anyKey, type KeyPath } from "./focus.ts";
import { type PatchTarget, patchedResources } from "./kubernetes/jsonPatch.ts";
import type { VariableText, Yaml, YamlDocument } from "./yaml/yaml.ts";
import { parseYaml } from "./yaml/yaml.ts";
import type { MapEntry, YamlNode } from "./yaml/yamlNodes.ts";
import { keyText } from "./yaml/yamlNodes.ts";
import { maskTemplate } from "./yaml/yamlTemplate.ts";

/**
 * Where documents of YAML hold others: lists of resources, values of charts in Flux and Argo CD, patches of Kustomize, and Patroni's
 * configuration in ConfigMaps, in the environment of a container, and in values of Timescale's chart.
 */
export const nestedPaths: readonly KeyPath[] = [
  ["items"],
  ["spec", "values"],
  ["spec", "source"],
  ["spec", "sources"],
  ["patches"],
  ["patchesStrategicMerge"],
  ["patchesJson6902"],
  ["spec", "patches"],
  ["spec", "postRenderers"],
  ["data"],
  ["stringData"],
  ["sops"],
  ["spec", "containers"],
  ["spec", "template", "spec", "containers"],
  ["services"],
  ["patroni"],
  [anyKey, "patroni"],
];

/** Variables that hold a configuration of Patroni: zalando/spilo, ENVIRONMENT.rst; patroni/patroni, docs/ENVIRONMENT.rst. */
const spilos = "SPILO_CONFIGURATION";
const variables: ReadonlySet<string> = new Set([spilos, "PATRONI_CONFIGURATION"]);

/** A text of YAML, and the variable that holds it. */
interface HeldText {
  readonly text: YamlNode;
  readonly variable?: VariableText;
}

/** Texts of YAML within one document that are parsed at the most. */
const maxTexts = 20;

/** A document and those in it, each as if it were alone. */
export function* nestedDocuments(document: YamlDocument, yaml: Yaml): Iterable<YamlDocument> {
  yield document;
  const kind = document.text("kind");
  const texts: HeldText[] = [];
  const below = (at: YamlNode | undefined) => (at && document.isMap(at) ? [document.below(at)] : []);
  if (kind?.endsWith("List")) {
    for (const item of document.itemsAt("items"))
      for (const own of below(item)) yield* nestedDocuments(own, yaml);
  } else if (kind === "HelmRelease") yield* below(document.at("spec", "values"));
  else if (kind === "Application") {
    const source = document.at("spec", "source");
    for (const one of [...(source ? [source] : []), ...document.itemsAt("spec", "sources")]) {
      const own = document.below(one);
      yield* below(own.at("helm", "valuesObject"));
      const values = own.at("helm", "values");
      if (values) texts.push({ text: values });
    }
  }
  if (kind === "Kustomization" || kind === "Component" || !kind)
    texts.push(...document.itemsAt("patchesStrategicMerge").map((text) => ({ text })));
  if (document.items(document.at())) yield* patchedResources(document, {}, yaml);
  texts.push(...configurationsIn(document));
  if (!kind) {
    yield* below(document.at("patroni"));
    for (const one of document.entries(document.at())) yield* below(document.below(one).at("patroni"));
  }
  for (const { text, variable } of texts.slice(0, maxTexts))
    yield* parsedText(document, text, yaml, variable);
  for (const { text, target } of patchesIn(document).slice(0, maxTexts))
    for (const patch of document.items(text) ? [document.below(text)] : parsedText(document, text, yaml)) {
      if (patch.items(patch.at())) yield* patchedResources(patch, target, yaml);
      else yield patch;
    }
}

/** Patches of Kustomize, and of what Flux and Argo CD pass on to it, with what each is for. */
function patchesIn(
  document: YamlDocument,
): readonly { readonly text: YamlNode; readonly target: PatchTarget }[] {
  const lists = [
    ...["patches", "patchesJson6902"].map((name) => document.itemsAt(name)),
    document.itemsAt("spec", "patches"),
    document.itemsAt("spec", "source", "kustomize", "patches"),
    ...["sources", "postRenderers"].flatMap((name) =>
      document.belowItems("spec", name).map((one) => one.itemsAt("kustomize", "patches")),
    ),
  ];
  return lists.flat().flatMap((patch) => {
    const own = document.below(patch);
    const text = own.at("patch");
    const target = { group: own.text("target", "group"), kind: own.text("target", "kind") };
    return text ? [{ text, target }] : [];
  });
}

/** Texts that are Patroni's configuration, or another's of those that are known. */
function configurationsIn(document: YamlDocument): readonly HeldText[] {
  const found: HeldText[] = ["data", "stringData"].flatMap((name) => {
    const entries = document.entries(document.at(name));
    const files = entries.filter(({ key }) => /\.ya?ml$/.test(keyText(key)));
    return [...files.map((text) => ({ text })), ...variablesIn(namedBy(entries))];
  });
  const containers = [
    ...document.belowItems("spec", "containers"),
    ...document.belowItems("spec", "template", "spec", "containers"),
  ];
  for (const container of containers) {
    const given = container
      .belowItems("env")
      .map((one) => [one.text("name") ?? "", one.at("value")] as const);
    found.push(...variablesIn(given, container.text("image")));
  }
  for (const service of document.entries(document.at("services"))) {
    const own = document.below(service);
    found.push(...variablesIn(namedBy(own.entries(own.at("environment"))), own.text("image")));
  }
  return found;
}

function namedBy(entries: readonly MapEntry[]): readonly (readonly [string, YamlNode])[] {
  return entries.map((entry) => [keyText(entry.key), entry]);
}

/** The variables of one environment that are Patroni's configuration; Spilo reads one of them: `main` of its configure_spilo.py. */
function variablesIn(
  given: readonly (readonly [name: string, value: YamlNode | undefined])[],
  image = "",
): readonly HeldText[] {
  const hasSpilos = given.some(([name]) => name === spilos);
  return given.flatMap(([name, text]) => {
    if (!text || !variables.has(name)) return [];
    const hiddenBy = hasSpilos && name !== spilos ? spilos : undefined;
    return [{ text, variable: { isSpilos: hasSpilos || /spilo/.test(image), hiddenBy } }];
  });
}

/**
 * The documents in a block of text. All else is blanked, so that they are where they are written: each of them is indented as a
 * whole, which YAML allows.
 */
function parsedText(
  document: YamlDocument,
  at: YamlNode,
  yaml: Yaml,
  variable?: VariableText,
): readonly YamlDocument[] {
  const scalar = document.scalar(at);
  if (scalar?.style !== "literal") return [];
  const { source } = document;
  const from = source.indexOf("\n", scalar.from) + 1;
  const blank = (text: string) => text.replace(/[^\r\n]/g, " ");
  const read = blank(source.slice(0, from)) + source.slice(from, scalar.to) + blank(source.slice(scalar.to));
  return parseYaml(source, yaml, { masked: maskTemplate(read), variable });
}
