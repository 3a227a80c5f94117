import { lineStart } from "../model/lines.ts";
import type { HostEdit } from "./hostSpan.ts";
import { quoteDouble } from "./yaml/writeScalar.ts";
import type { YamlDocument } from "./yaml/yaml.ts";
import type { YamlNode } from "./yaml/yamlNodes.ts";

/** The edits that give a text of records as a list of them. */
export function toJsonList(document: YamlDocument, list: YamlNode): readonly HostEdit[] | undefined {
  const newText = listOf(document, list);
  return newText === undefined ? undefined : [{ ...document.span(list), newText }];
}

/** The edits that move an entry of a map out of it, above the map, as a list. */
export function moveBesideInJson(
  document: YamlDocument,
  map: YamlNode,
  entry: YamlNode,
): readonly HostEdit[] | undefined {
  const { source } = document;
  const [key, own] = [map.key?.range, entry.key?.range];
  const value = document.span(entry);
  const list = document.items(entry) ? source.slice(value.from, value.to) : listOf(document, entry);
  if (!key || !own || list === undefined) return undefined;
  const moved = `${source.slice(own[0], own[1])}: ${list}`;
  if (document.entries(map).length === 1)
    return [{ from: key[0], to: document.span(map).to, newText: moved }];
  const removal = document.remove({ from: own[0], to: value.to });
  const indent = source.slice(lineStart(source, key[0]), key[0]);
  const gap = /^\s*$/.test(indent) ? `\n${indent}` : " ";
  return removal && [{ from: key[0], to: key[0], newText: `${moved},${gap}` }, removal];
}

/** The lines of a text as a list; JSON has no place for comments among them. */
function listOf(document: YamlDocument, at: YamlNode): string | undefined {
  const { value = "" } = document.scalar(at) ?? {};
  const records = value
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (records.length === 0 || records.some((record) => /^#|\\$/.test(record))) return undefined;
  return `[${records.map(quoteDouble).join(", ")}]`;
}
