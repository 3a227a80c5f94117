import type { Node, Pair, YAMLMap, YAMLSeq } from "yaml";
import { lineStart, nextLine } from "../../model/lines.ts";
import { bodyEnd } from "../focus.ts";
import type { HostEdit, HostSpan } from "../hostSpan.ts";
import { partition } from "./scalarMap.ts";
import type { Yaml } from "./yaml.ts";

/** A document as it was parsed. */
export interface WrittenDocument {
  readonly source: string;
  readonly root: Node | null | undefined;
}

/** A list or map, and which of its items or entries. */
interface Element {
  readonly collection: YAMLMap | YAMLSeq;
  readonly index: number;
}

/**
 * The edit that removes what is written at a span, with the entry or item that would be empty without it, and the list or map that
 * would be; `undefined` where it shares its lines with others, has a name for aliases, or is some items of a list. Entries that were
 * left out of what was parsed are found by their lines.
 */
export function removeWritten(yaml: Yaml, document: WrittenDocument, span: HostSpan): HostEdit | undefined {
  const path = pathTo(yaml, document, span);
  const last = path.at(-1);
  const value = last && nodeOf(yaml, last);
  const leaves = value ? leavesOf(yaml, document.source, value) : undefined;
  if (!last || !leaves) return undefined;
  if (!isWithin(leaves, span)) return yaml.isScalar(value) ? removeWords(document, leaves, span) : undefined;
  let depth = path.length - 1;
  while (depth > 0 && isOnly(yaml, document, path, depth)) depth--;
  const element = path[depth];
  if (!element || path.slice(depth).some((one) => hasAnchor(yaml, one))) return undefined;
  return element.collection.flow
    ? removeInFlow(yaml, document, element)
    : removeLines(yaml, document, element);
}

/** The lists and maps around a span, from the outermost on. */
function pathTo(yaml: Yaml, { source, root }: WrittenDocument, span: HostSpan): readonly Element[] {
  const path: Element[] = [];
  for (let node = root; yaml.isMap(node) || yaml.isSeq(node); ) {
    const collection: YAMLMap | YAMLSeq = node;
    const index = partition<unknown>(collection.items, (item) => startOf(yaml, item) <= span.from) - 1;
    const element = { collection, index };
    if (index < 0 || spanOf(yaml, source, element).to < span.to) break;
    path.push(element);
    node = nodeOf(yaml, element);
  }
  return path;
}

function nodeOf(yaml: Yaml, { collection, index }: Element): Node | null | undefined {
  const item = collection.items[index];
  return (yaml.isPair(item) ? (item as Pair).value : item) as Node | null | undefined;
}

function hasAnchor(yaml: Yaml, element: Element): boolean {
  const node = nodeOf(yaml, element);
  return node !== null && node !== undefined && "anchor" in node && node.anchor !== undefined;
}

function startOf(yaml: Yaml, item: unknown): number {
  const node = (yaml.isPair(item) ? item.key : item) as Node | null;
  return node?.range?.[0] ?? 0;
}

/** From the key of an entry, or the start of an item behind its dash, to the end of its last scalar or bracket. */
function spanOf(yaml: Yaml, source: string, element: Element): HostSpan {
  const item = element.collection.items[element.index];
  const key = yaml.isPair(item) ? ((item as Pair).key as Node | null) : undefined;
  const value = nodeOf(yaml, element);
  const [from = 0, end = from] = key?.range ?? value?.range ?? [];
  return { from, to: Math.max(end, value ? endOf(yaml, source, value) : end) };
}

function endOf(yaml: Yaml, source: string, node: Node): number {
  if ((yaml.isMap(node) || yaml.isSeq(node)) && !node.flow && node.items.length > 0)
    return spanOf(yaml, source, { collection: node, index: node.items.length - 1 }).to;
  const [from = 0, to = from] = node.range ?? [];
  return from + source.slice(from, to).trimEnd().length;
}

/** Where the scalars of a node are written, without the signs around them. */
function leavesOf(yaml: Yaml, source: string, node: Node): HostSpan | undefined {
  if (yaml.isMap(node) || yaml.isSeq(node)) {
    if (node.items.length === 0) return undefined;
    const last = nodeOf(yaml, { collection: node, index: node.items.length - 1 });
    const end = last ? leavesOf(yaml, source, last) : undefined;
    return end && { from: startOf(yaml, node.items[0]), to: end.to };
  }
  const from = node.range?.[0];
  if (from === undefined || !yaml.isScalar(node)) return undefined;
  const to = endOf(yaml, source, node);
  const isQuoted = node.type === "QUOTE_SINGLE" || node.type === "QUOTE_DOUBLE";
  return isQuoted ? { from: from + 1, to: to - 1 } : { from, to };
}

function isWithin(inner: HostSpan, { from, to }: HostSpan): boolean {
  return from <= inner.from && inner.to <= to;
}

/** Words of a scalar go with the blanks that would be at its start or end, or doubled. */
function removeWords({ source }: WrittenDocument, leaves: HostSpan, span: HostSpan): HostEdit {
  let { from, to } = span;
  const isBlank = (offset: number) => source[offset] === " " || source[offset] === "\t";
  if (from === leaves.from || isBlank(from - 1)) while (to < leaves.to && isBlank(to)) to++;
  if (to === leaves.to) while (from > leaves.from && isBlank(from - 1)) from--;
  return { from, to, newText: "" };
}

/** Whether a list or map has no other item or entry. */
function isOnly(yaml: Yaml, { source }: WrittenDocument, path: readonly Element[], depth: number): boolean {
  const [element, above] = [path[depth], path[depth - 1]];
  if (!element || !above || element.collection.items.length > 1) return false;
  if (element.collection.flow) return true;
  const { from, to } = spanOf(yaml, source, element);
  const outer = spanOf(yaml, source, above);
  const next = nextLine(source, to);
  const after = source.slice(next, bodyEnd(source, next, source.length, from - lineStart(source, from) - 1));
  const begin = nextLine(source, outer.from);
  return !content.test(after) && !content.test(source.slice(begin, Math.max(begin, lineStart(source, from))));
}

/** A line that is neither blank nor a comment. */
const content = /^[ \t]*[^\s#]/m;

/** An entry between brackets goes with one of the commas beside it, unless comments are between. */
function removeInFlow(
  yaml: Yaml,
  { source }: WrittenDocument,
  { collection, index }: Element,
): HostEdit | undefined {
  const own = spanOf(yaml, source, { collection, index });
  if (index + 1 < collection.items.length) {
    const next = spanOf(yaml, source, { collection, index: index + 1 });
    return comma.test(source.slice(own.to, next.from))
      ? { from: own.from, to: next.from, newText: "" }
      : undefined;
  }
  if (index === 0) return { ...own, newText: "" };
  const before = spanOf(yaml, source, { collection, index: index - 1 });
  return comma.test(source.slice(before.to, own.from))
    ? { from: before.to, to: own.to, newText: "" }
    : undefined;
}

const comma = /^\s*,\s*$/;

/** An entry or item in block style goes with its lines; the first behind a dash leaves its place to the next. */
function removeLines(yaml: Yaml, { source }: WrittenDocument, element: Element): HostEdit | undefined {
  const { collection, index } = element;
  const { from: start, to } = spanOf(yaml, source, element);
  const begin = lineStart(source, start);
  const dash = yaml.isSeq(collection) ? source.lastIndexOf("-", start) : start;
  const prefix = source.slice(begin, Math.max(dash, begin));
  const end = nextLine(source, to);
  if (dash < begin || !/^[ \t]*(?:#.*)?\r?\n?$/.test(source.slice(to, end))) return undefined;
  if (/^ *$/.test(prefix)) return { from: begin, to: end, newText: "" };
  if (!/^ *(?:- +)+$/.test(prefix) || index !== 0 || collection.items.length === 1) return undefined;
  const next = spanOf(yaml, source, { collection, index: 1 });
  const from = yaml.isSeq(collection) ? source.lastIndexOf("-", next.from) : next.from;
  return /^ *$/.test(source.slice(end, from)) ? { from: dash, to: from, newText: "" } : undefined;
}
