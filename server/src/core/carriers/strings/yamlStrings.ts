import { parseYaml, type Yaml, type YamlDocument } from "../yaml/yaml.ts";
import { keyText, type YamlNode } from "../yaml/yamlNodes.ts";
import { applicationString } from "./applicationString.ts";
import type { FoundParameter, FoundString } from "./foundString.ts";
import { mapVerbatim, mapYaml, sliceMapped } from "./mappedText.ts";
import { railsDatabase } from "./railsDatabase.ts";
import { stringsOfEnvironment } from "./variables.ts";
import { wordStrings } from "./wordStrings.ts";

/**
 * The connection strings in a YAML text: variables in maps, in lists of `NAME=value`, and in lists of `name` and `value` (Kubernetes), each map
 * or list being one environment; maps of Rails' database.yml; words of commands; and whatever else is a connection string.
 */
export function yamlStrings(source: string, yaml: Yaml): readonly FoundString[] {
  return parseYaml(source, yaml, { aliases: false }).flatMap((document) => [
    ...walk(document, document.at(), 0),
  ]);
}

/** Nodes above each other at the most. */
const maxDepth = 60;

function* walk(document: YamlDocument, at: YamlNode | undefined, depth: number): Iterable<FoundString> {
  if (!at || depth > maxDepth) return;
  const entries = document.entries(at);
  const items = document.items(at) ?? [];
  const own = entries.flatMap((entry) => mapEntry(document, entry));
  yield* stringsOfEnvironment([...own, ...items.flatMap((item) => listItem(document, item))]);
  yield* railsDatabase(own);
  for (const { name, value } of own) if (commandKeys.test(name.text)) yield* wordStrings(value);
  for (const item of items) {
    const scalar = document.scalar(item);
    if (scalar) yield* applicationString(mapYaml(document.source, scalar));
  }
  for (const child of [...entries, ...items]) yield* walk(document, child, depth + 1);
}

function mapEntry(document: YamlDocument, entry: YamlNode): readonly FoundParameter[] {
  const scalar = document.scalar(entry);
  const [from, to] = entry.key?.range ?? [0, 0];
  if (!scalar || document.source.slice(from, to) !== keyText(entry.key)) return [];
  return [{ name: mapVerbatim(document.source, from, to), value: mapYaml(document.source, scalar) }];
}

/** Entries that hold commands: of GitHub's, GitLab's and other pipelines, and of Compose. */
const commandKeys = /^(?:run|script|command|entrypoint|before_script|after_script)$/;

/** `NAME=value` of Compose, `--option=value` of a command, or `name: NAME` with `value: …` of Kubernetes. */
function listItem(document: YamlDocument, item: YamlNode): readonly FoundParameter[] {
  const scalar = document.scalar(item);
  const { source } = document;
  if (scalar) {
    const equals = /^(?:--?[A-Za-z][\w.-]*|[A-Za-z_]\w*)(?==)/.exec(scalar.value)?.[0].length;
    if (equals === undefined) return [];
    const mapped = mapYaml(source, scalar);
    return [{ name: sliceMapped(mapped, 0, equals), value: sliceMapped(mapped, equals + 1) }];
  }
  const own = document.below(item);
  const [name, value] = [own.scalar(own.at("name")), own.scalar(own.at("value"))];
  return name && value ? [{ name: mapYaml(source, name), value: mapYaml(source, value) }] : [];
}
