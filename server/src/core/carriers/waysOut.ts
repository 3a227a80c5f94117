import { lineEnd, lineStart, nextLine } from "../model/lines.ts";
import type { HostEdit } from "./hostSpan.ts";
import { moveBesideInJson, toJsonList } from "./jsonWaysOut.ts";
import type { ScalarText } from "./yaml/scalarMap.ts";
import { writeScalar } from "./yaml/writeScalar.ts";
import type { YamlDocument } from "./yaml/yaml.ts";
import type { YamlNode } from "./yaml/yamlNodes.ts";

/** The edit that removes an entry of a map, and the map if it has no other; `undefined` where it shares its lines with others. */
export function removeEntry(document: YamlDocument, entry: YamlNode): HostEdit | undefined {
  const from = entry.key?.range?.[0];
  return from === undefined ? undefined : document.remove({ from, to: document.span(entry).to });
}

/** The edits that give a text of records as a list of them; `undefined` where it is not on lines of its own. */
export function toList(document: YamlDocument, list: YamlNode): readonly HostEdit[] | undefined {
  if (document.isJson) return toJsonList(document, list);
  const lines = linesWithoutAnchor(document, list);
  const items = lines && itemsOf(document, list, lines.indent);
  const end = list.key?.range?.[1];
  if (!items || end === undefined) return undefined;
  const comment = headerComment(document, list);
  return [{ from: end, to: lines.end, newText: `:${comment}\n${items}` }];
}

/** The comment behind the sign with which a block begins, and the blanks before it. */
function headerComment(document: YamlDocument, at: YamlNode): string {
  const { style, from } = document.scalar(at) ?? {};
  if (from === undefined || (style !== "literal" && style !== "folded")) return "";
  const header = document.source.slice(from, lineEnd(document.source, from)).trimEnd();
  const [sign = ""] = header.split(/[ \t]#/, 1);
  return header.slice(sign.trimEnd().length);
}

/** The edits that move an entry of a map out of it, above the map, as a list. */
export function moveBeside(
  document: YamlDocument,
  map: YamlNode,
  entry: YamlNode,
): readonly HostEdit[] | undefined {
  if (document.isJson) return moveBesideInJson(document, map, entry);
  const lines = linesWithoutAnchor(document, entry);
  const key = linesOf(document, map);
  if (!lines || !key || lines.indent.length < key.indent.length) return undefined;
  const { source } = document;
  const less = lines.indent.length - key.indent.length;
  const name = source.slice(entry.key?.range?.[0], entry.key?.range?.[1]);
  const isList = document.items(entry) !== undefined;
  const items = isList ? undefined : itemsOf(document, entry, key.indent);
  if (!isList && !items) return undefined;
  const moved = isList
    ? withLessIndent(source.slice(lines.from, lines.end), less)
    : `${key.indent}${name}:${headerComment(document, entry)}\n${items}`;
  if (document.entries(map).length === 1) return [{ from: key.from, to: key.end, newText: moved }];
  const removal = removeEntry(document, entry);
  return removal && [{ from: key.from, to: key.from, newText: `${moved}\n` }, removal];
}

function withLessIndent(text: string, count: number): string {
  const lines = text.split("\n");
  return lines.map((line) => line.slice(Math.min(count, line.length - line.trimStart().length))).join("\n");
}

/** The lines of a text as the items of a list, with comments as those of YAML. */
function itemsOf(document: YamlDocument, at: YamlNode, indent: string): string | undefined {
  const scalar = document.scalar(at);
  if (!scalar || scalar.value.trim() === "" || /\\$/m.test(scalar.value)) return undefined;
  const texts = linesIn(document.source, scalar).map((line) => line.trim());
  return texts
    .filter((text) => text !== "")
    .map((text) => `${indent}  ${text.startsWith("#") ? text : `- ${writeScalar(text)}`}`)
    .join("\n");
}

/** The lines of a text as people see them, also where YAML folds them into one. */
function linesIn(source: string, { value, style, from, to }: ScalarText): readonly string[] {
  const isFolded = style === "folded" || style === "plain";
  return isFolded
    ? source
        .slice(from, to)
        .split("\n")
        .slice(style === "folded" ? 1 : 0)
    : value.split("\n");
}

/** The whole lines of an entry that has them for itself: where they begin, where its text and where the lines end. */
function linesOf(document: YamlDocument, entry: YamlNode) {
  const { source } = document;
  const start = entry.key?.range?.[0];
  if (start === undefined) return undefined;
  const from = lineStart(source, start);
  const indent = source.slice(from, start);
  const { to: end } = document.span(entry);
  const to = nextLine(source, end);
  const rest = source.slice(end, to);
  return end > start && /^ *$/.test(indent) && /^[ \t]*(?:#.*)?\r?\n?$/.test(rest)
    ? { from, to, end, indent }
    : undefined;
}

/** The same of an entry without an anchor, to which aliases might lead. */
function linesWithoutAnchor(document: YamlDocument, entry: YamlNode) {
  const lines = linesOf(document, entry);
  return lines && !/[\s,:[{-]&[^\s,[\]{}]/.test(document.source.slice(lines.from, lines.end))
    ? lines
    : undefined;
}
