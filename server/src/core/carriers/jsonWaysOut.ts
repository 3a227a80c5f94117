import { lineStart } from "../model/lines.ts";
import type { HostEdit } from "./carrier.ts";
import { quoteDouble } from "./yaml/writeScalar.ts";
import type { YamlDocument } from "./yaml/yaml.ts";
import type { YamlNode } from "./yaml/yamlNodes.ts";

/** Blanks and line breaks between two entries at the most. */
const maxGap = 1_000;

/** The edit that removes an entry of a map of JSON, with one of the commas beside it; `undefined` where comments are between. */
export function removeJsonEntry(document: YamlDocument, entry: YamlNode): HostEdit | undefined {
  const { source } = document;
  const from = entry.key?.range?.[0];
  if (from === undefined) return undefined;
  const { to } = document.span(entry);
  const after = /^\s*,\s*/.exec(source.slice(to, to + maxGap))?.[0];
  if (after !== undefined) return { from, to: to + after.length, newText: "" };
  const before = source.slice(Math.max(from - maxGap, 0), from);
  const comma = before.length - before.trimEnd().length + 1;
  const sign = source[from - comma];
  if (sign === "{") return { from, to, newText: "" };
  return sign === "," ? { from: from - comma, to, newText: "" } : undefined;
}

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
  const removal = removeJsonEntry(document, entry);
  const value = document.span(entry);
  const list = document.items(entry) ? source.slice(value.from, value.to) : listOf(document, entry);
  if (!key || !own || !removal || list === undefined) return undefined;
  const indent = source.slice(lineStart(source, key[0]), key[0]);
  const gap = /^\s*$/.test(indent) ? `\n${indent}` : " ";
  const newText = `${source.slice(own[0], own[1])}: ${list},${gap}`;
  return [{ from: key[0], to: key[0], newText }, removal];
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
