import type { Node, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import type { Yaml } from "./yaml.ts";
import type { Anchors } from "./yamlAnchors.ts";

/** A place in a YAML document: a node, with the key that leads to it. */
export interface YamlNode {
  readonly node: Node | null | undefined;
  readonly key?: Scalar;
  /** The entry of the same name above this one, which takes its place. */
  readonly replaced?: YamlNode;
}

/** A node with the key of its entry. */
export type MapEntry = YamlNode & { readonly key: Scalar };

/** The entries of a map, in the order of the document and by name. */
interface MapEntries {
  readonly all: readonly MapEntry[];
  readonly byName: ReadonlyMap<string, YamlNode>;
}

/**
 * The maps and lists of a text, with what aliases and merge keys bring. They are remembered: carriers go the same paths again and
 * again, and aliases lead to the same ones.
 */
export class YamlNodes {
  readonly #yaml: Yaml;
  readonly #anchors: Anchors | undefined;
  readonly #maps = new Map<YAMLMap, MapEntries>();
  readonly #lists = new Map<YAMLSeq, readonly YamlNode[]>();
  /** Maps that are being merged into others. */
  #depth = 0;

  /** Without anchors aliases lead nowhere. */
  constructor(yaml: Yaml, anchors?: Anchors) {
    this.#yaml = yaml;
    this.#anchors = anchors;
  }

  /** Whether aliases repeat more text than a document may have. */
  get repeatTooMuch(): boolean {
    return this.#anchors?.repeatTooMuch === true;
  }

  /** The same without what is remembered, for a tree that was made of these nodes. */
  anew(): YamlNodes {
    return new YamlNodes(this.#yaml, this.#anchors);
  }

  /** The entries of a map; `undefined` for anything else. */
  entriesOf(at: YamlNode | undefined): MapEntries | undefined {
    const { node } = at ?? {};
    if (!this.#yaml.isMap(node)) return undefined;
    const map = node as YAMLMap;
    const known = this.#maps.get(map);
    if (known) return known;
    const written = map.items.flatMap(({ key, value }: Pair) =>
      this.#yaml.isScalar(key) ? [{ key, node: this.resolved(value as Node | null) }] : [],
    );
    const all: MapEntry[] = written.filter(({ key }) => !isMergeKey(key));
    const byName = new Map<string, YamlNode>();
    // Of two entries with one name, which YAML forbids, the last counts for those that accept it: Go's JSON and PyYAML.
    for (const entry of all) {
      const name = keyText(entry.key);
      const replaced = byName.get(name);
      byName.set(name, replaced ? { ...entry, replaced } : entry);
    }
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
    const maps = new Set((this.itemsOf(at) ?? [at]).map(({ node }) => node));
    let count = 0;
    for (const node of maps)
      for (const entry of this.entriesOf({ node })?.all ?? []) {
        if (++count > maxMerged) return;
        yield entry;
      }
  }

  /** The items of a list; `undefined` for anything else. */
  itemsOf(at: YamlNode | undefined): readonly YamlNode[] | undefined {
    const { node } = at ?? {};
    if (!this.#yaml.isSeq(node)) return undefined;
    const list = node as YAMLSeq;
    const known = this.#lists.get(list);
    if (known) return known;
    const found = list.items.map((item) => ({ node: this.resolved(item as Node | null) }));
    this.#lists.set(list, found);
    return found;
  }

  /** The node that an alias leads to; any other is itself. */
  resolved(node: Node | null): Node | null {
    return this.#yaml.isAlias(node) ? (this.#anchors?.nodeOf(node) ?? null) : node;
  }
}

/** Entries that one map takes from others, and maps that are merged one into the next or into themselves, at the most. */
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

/** The text of a key. */
export function keyText(key: Scalar | undefined): string {
  return key ? (key.source ?? String(key.value)) : "";
}
