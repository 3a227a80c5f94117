import type { Alias, Document, Node } from "yaml";
import type { Yaml } from "./yaml.ts";

/** What the aliases of a document name; its nodes are looked through once, for the first alias. */
export class Anchors {
  readonly #document: Document;
  readonly #yaml: Yaml;
  /** Those of one name in the order of the text. */
  #nodes: Map<string, Node[]> | undefined;

  constructor(document: Document, yaml: Yaml) {
    this.#document = document;
    this.#yaml = yaml;
  }

  /** The last node above the alias that has its name (YAML 1.2.2, 7.1). */
  nodeOf(alias: Alias): Node | null {
    const nodes = this.#all().get(alias.source) ?? [];
    const end = alias.range?.[0] ?? 0;
    let [low, high] = [0, nodes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((nodes[middle]?.range?.[0] ?? 0) < end) low = middle + 1;
      else high = middle;
    }
    return nodes[low - 1] ?? null;
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
