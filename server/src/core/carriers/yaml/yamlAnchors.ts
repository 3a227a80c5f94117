import type { Alias, Document, Node } from "yaml";
import { maxManifestLength } from "../limits.ts";
import { partition } from "./scalarMap.ts";
import type { Yaml } from "./yaml.ts";

/** What the aliases of a document name; its nodes are looked through once, for the first question. */
export class Anchors {
  readonly #document: Document;
  readonly #yaml: Yaml;
  /** Those of one name in the order of the text. */
  #nodes: Map<string, Node[]> | undefined;
  #repeated = new RepeatedText();

  constructor(document: Document, yaml: Yaml) {
    this.#document = document;
    this.#yaml = yaml;
  }

  /** Whether aliases repeat more text than a document may have; they lead nowhere then. */
  get repeatTooMuch(): boolean {
    this.#all();
    return this.#repeated.isTooMuch;
  }

  /** The last node above the alias that has its name (YAML 1.2.2, 7.1). */
  nodeOf(alias: Alias): Node | null {
    const nodes = this.#all().get(alias.source) ?? [];
    if (this.#repeated.isTooMuch) return null;
    const end = alias.range?.[0] ?? 0;
    return nodes[partition(nodes, ({ range }) => (range?.[0] ?? 0) < end) - 1] ?? null;
  }

  #all(): Map<string, Node[]> {
    if (this.#nodes) return this.#nodes;
    const found = new Map<string, Node[]>();
    const repeated = this.#repeated;
    const { isAlias, visit } = this.#yaml;
    visit(this.#document, {
      Node(_, node) {
        if (isAlias(node)) {
          repeated.add(node, found.get(node.source)?.at(-1));
          return repeated.isTooMuch ? visit.BREAK : undefined;
        }
        if (node.anchor === undefined) return undefined;
        const known = found.get(node.anchor);
        if (known) known.push(node);
        else found.set(node.anchor, [node]);
        return undefined;
      },
    });
    this.#nodes = found;
    return found;
  }
}

/** How much text the aliases of a document repeat, those within what others repeat included; in the order of the text. */
class RepeatedText {
  /** Where the aliases begin, and how long all is that they repeat up to each. */
  readonly #starts: number[] = [];
  readonly #sums: number[] = [];

  get isTooMuch(): boolean {
    return (this.#sums.at(-1) ?? 0) > maxManifestLength;
  }

  add(alias: Alias, named: Node | undefined): void {
    const [from = 0, to = from] = named?.range ?? [];
    const within = this.#before(to) - this.#before(from);
    this.#sums.push((this.#sums.at(-1) ?? 0) + to - from + within);
    this.#starts.push(alias.range?.[0] ?? 0);
  }

  /** The length of what the aliases before an offset repeat. */
  #before(offset: number): number {
    return this.#sums[partition(this.#starts, (start) => start < offset) - 1] ?? 0;
  }
}
