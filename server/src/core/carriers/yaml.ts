import type { Alias, Document, Node, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import type { HostSpan } from "./carrier.ts";
import type { ScalarStyle, ScalarText } from "./scalarMap.ts";

/** The YAML parser, which is loaded only for a document that holds configuration. */
export type Yaml = typeof import("./yamlPackage.ts");

/** Loads it, 30 ms the first time. */
export const loadYaml = (): Promise<Yaml> => import("./yamlPackage.ts");

/** A place in a YAML document: a node, with the key that leads to it. */
export interface YamlNode {
  readonly node: Node | null | undefined;
  readonly key?: Scalar;
}

/** A node with the key of its entry. */
type MapEntry = YamlNode & { readonly key: Scalar };

/** The entries of a map, in the order of the document and by name. */
interface MapEntries {
  readonly all: readonly MapEntry[];
  readonly byName: ReadonlyMap<string, YamlNode>;
}

/** One document of a YAML stream, for carriers: paths lead to nodes, and nothing throws. */
export class YamlDocument {
  readonly source: string;
  readonly #document: Document;
  readonly #yaml: Yaml;
  readonly #root: Node | null | undefined;
  /** The entries of maps that were read: carriers go the same paths again and again. */
  readonly #maps: Map<YAMLMap, MapEntries>;
  readonly #anchors: Anchors | undefined;
  /** Maps that are being merged into others. */
  #depth = 0;

  constructor(
    source: string,
    document: Document,
    yaml: Yaml,
    root: Node | null | undefined = document.contents,
    maps = new Map<YAMLMap, MapEntries>(),
    anchors?: Anchors,
  ) {
    this.source = source;
    this.#document = document;
    this.#yaml = yaml;
    this.#root = root;
    this.#maps = maps;
    this.#anchors = anchors;
  }

  /** A part of it as if it were a document. */
  below({ node }: YamlNode): YamlDocument {
    return new YamlDocument(this.source, this.#document, this.#yaml, node, this.#maps, this.#anchors);
  }

  /** The node at a path of keys; `undefined` where there is none. */
  at(...path: readonly string[]): YamlNode | undefined {
    let found: YamlNode | undefined = { node: this.#resolved(this.#root ?? null) };
    for (const name of path) found = this.#entriesOf(found)?.byName.get(name);
    return found;
  }

  /** The text of a scalar at a path. */
  text(...path: readonly string[]): string | undefined {
    const found = this.at(...path);
    return found && this.scalar(found)?.value;
  }

  /** The entries of a map, in the order of the document; none of anything else. */
  entries(at: YamlNode | undefined): readonly MapEntry[] {
    return this.#entriesOf(at)?.all ?? [];
  }

  #entriesOf(at: YamlNode | undefined): MapEntries | undefined {
    const { node } = at ?? {};
    if (!this.#yaml.isMap(node)) return undefined;
    const map = node as YAMLMap;
    const known = this.#maps.get(map);
    if (known) return known;
    // A map that is merged into itself has nothing more to give.
    this.#maps.set(map, noEntries);
    const written = map.items.flatMap(({ key, value }: Pair) =>
      this.#yaml.isScalar(key) ? [{ key, node: this.#resolved(value as Node | null) }] : [],
    );
    const all: MapEntry[] = written.filter(({ key }) => !isMergeKey(key));
    // Of two entries with one name the first is found.
    const byName = new Map<string, YamlNode>([...all].reverse().map((entry) => [keyText(entry.key), entry]));
    this.#depth++;
    for (const { key, node } of written)
      if (isMergeKey(key)) for (const entry of this.#merged({ node })) addEntry(entry, all, byName);
    this.#depth--;
    const found: MapEntries = { all, byName };
    this.#maps.set(map, found);
    return found;
  }

  /** The entries of the maps that `<<` merges: a map, or a list of maps of which the first wins (yaml.org/type/merge.html). */
  *#merged(at: YamlNode): Iterable<MapEntry> {
    if (this.#depth > maxMergeDepth) return;
    const maps = new Set((this.items(at) ?? [at]).map(({ node }) => node));
    let count = 0;
    for (const node of maps)
      for (const entry of this.entries({ node })) {
        if (++count > maxMerged) return;
        yield entry;
      }
  }

  /** The items of a list; `undefined` for anything else. */
  items(at: YamlNode | undefined): readonly YamlNode[] | undefined {
    const { node } = at ?? {};
    if (!this.#yaml.isSeq(node)) return undefined;
    return (node as YAMLSeq).items.map((item) => ({ node: this.#resolved(item as Node | null) }));
  }

  isMap(at: YamlNode | undefined): boolean {
    return this.#yaml.isMap(at?.node);
  }

  /** A scalar as it is written; `undefined` for a list, a map, nothing at all, and what a tag makes another thing. */
  scalar({ node }: YamlNode): ScalarText | undefined {
    if (!this.#yaml.isScalar(node) || !node.range || node.range[0] === node.range[1]) return undefined;
    const { type, source, value, tag } = node;
    const style = styles[type ?? ""];
    if (!style || (tag && tag !== "tag:yaml.org,2002:str")) return undefined;
    return { value: source ?? String(value), style, from: node.range[0], to: node.range[1] };
  }

  /**
   * What a scalar is for YAML 1.1, in which Go and Python read manifests: there `on` and `no` are Booleans (yaml.org/type/bool.html).
   */
  type(at: YamlNode): "string" | "boolean" | "number" | "null" | "map" | "list" {
    const { node } = at;
    if (this.#yaml.isMap(node)) return "map";
    if (this.#yaml.isSeq(node)) return "list";
    const scalar = this.scalar(at);
    if (!scalar) return "null";
    if (scalar.style !== "plain") return "string";
    const { value } = scalar;
    if (/^(?:~|null|Null|NULL)$/.test(value)) return "null";
    if (/^(?:true|True|TRUE|false|False|FALSE|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/.test(value))
      return "boolean";
    return /^[-+]?(?:\d[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?\d+)?|\.\d+|0x[\da-fA-F]+|0o?[0-7]+)$/.test(value)
      ? "number"
      : "string";
  }

  /** Where the key of an entry is written, or the node without one. */
  place({ key, node }: YamlNode): HostSpan {
    const [from = 0, to = from] = key?.range ?? node?.range ?? [];
    return { from, to };
  }

  /** Where a node is written, without the line break behind it. */
  span({ node, key }: YamlNode): HostSpan {
    const [from = 0, to = from] = node?.range ?? key?.range ?? [];
    return { from, to: from + this.source.slice(from, to).trimEnd().length };
  }

  #resolved(node: Node | null): Node | null {
    return this.#yaml.isAlias(node) ? (this.#anchors?.nodeOf(node) ?? null) : node;
  }
}

const noEntries: MapEntries = { all: [], byName: new Map() };

/** Entries that one map takes from others, and maps that are merged one into the next, at the most. */
const maxMerged = 1_000;
const maxMergeDepth = 50;

function addEntry(entry: MapEntry, all: MapEntry[], byName: Map<string, YamlNode>): void {
  const name = keyText(entry.key);
  if (byName.has(name)) return;
  byName.set(name, entry);
  all.push(entry);
}

function isMergeKey(key: Scalar): boolean {
  return key.value === "<<" && key.type === "PLAIN";
}

/** What the aliases of a document name; its nodes are looked through once, for the first alias. */
class Anchors {
  readonly #document: Document;
  readonly #yaml: Yaml;
  #nodes: Map<string, Node[]> | undefined;

  constructor(document: Document, yaml: Yaml) {
    this.#document = document;
    this.#yaml = yaml;
  }

  /** The last node above the alias that has its name (YAML 1.2.2, 7.1). */
  nodeOf(alias: Alias): Node | null {
    const nodes = this.#all().get(alias.source);
    return nodes?.findLast((node) => (node.range?.[0] ?? 0) < (alias.range?.[0] ?? 0)) ?? null;
  }

  #all(): Map<string, Node[]> {
    if (this.#nodes) return this.#nodes;
    const found = new Map<string, Node[]>();
    this.#yaml.visit(this.#document, {
      Value(_, node) {
        if (node.anchor === undefined) return;
        const known = found.get(node.anchor);
        if (known) known.push(node);
        else found.set(node.anchor, [node]);
      },
    });
    this.#nodes = found;
    return found;
  }
}

/** The text of a key. */
export function keyText(key: Scalar | undefined): string {
  return key ? (key.source ?? String(key.value)) : "";
}

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

/**
 * The documents of a stream, those with errors as far as they were understood. `read` is the text with what nobody needs left out. Without
 * aliases each node is found at one place alone.
 */
export function parseYaml(
  source: string,
  yaml: Yaml,
  { read = source, aliases = true }: { readonly read?: string; readonly aliases?: boolean } = {},
): readonly YamlDocument[] {
  const parsed = yaml.parseAllDocuments(read, { logLevel: "silent", uniqueKeys: false });
  return (Array.isArray(parsed) ? parsed : []).map((document: Document) => {
    const anchors = aliases ? new Anchors(document, yaml) : undefined;
    return new YamlDocument(source, document, yaml, document.contents, undefined, anchors);
  });
}
