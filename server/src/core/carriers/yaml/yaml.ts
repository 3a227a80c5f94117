import type { Document, Node } from "yaml";
import { elsewhere, type HostEdit, type HostSpan } from "../hostSpan.ts";
import { maxManifestLength } from "../limits.ts";
import { removeWritten } from "./removeWritten.ts";
import { type ScalarStyle, type ScalarText, scalarAt } from "./scalarMap.ts";
import { Anchors } from "./yamlAnchors.ts";
import { keyText, type MapEntry, type YamlNode, YamlNodes } from "./yamlNodes.ts";
import { numberOf, typeOfPlain, type YamlReader } from "./yamlReader.ts";
import { type MaskedText, maskTemplate, restoreTemplate } from "./yamlTemplate.ts";

/** The YAML parser, which is loaded only for a document that holds configuration. */
export type Yaml = typeof import("./yamlPackage.ts");

/** Loads it, 30 ms the first time. */
export const loadYaml = (): Promise<Yaml> => import("./yamlPackage.ts");

/** A variable of the environment whose text is a document. */
export interface VariableText {
  /** The image has Spilo, which reads it before Patroni does. */
  readonly isSpilos: boolean;
  /** The other variable that is read instead of it. */
  readonly hiddenBy?: string | undefined;
}

/** What became of a text. */
interface Parsed {
  /** The text as it is written, and as it was read, with what a template fills in masked. */
  readonly source: string;
  readonly read: string;
  readonly isTemplate: boolean;
  readonly isPatch?: boolean;
  /** The text of the document that is read, where this is another file beside it. */
  readonly beside?: string | undefined;
  readonly isJson?: boolean;
  readonly nodes: YamlNodes;
  /** Go where there is none. */
  readonly reader?: YamlReader;
  readonly variable?: VariableText | undefined;
}

/** One document of a YAML stream, or of JSON, for carriers: paths lead to nodes, and nothing throws. */
export class YamlDocument {
  /** The text in which places are: that of the document that is read, also for another file beside it. */
  readonly source: string;
  /** It is in another file, and nothing of it has a place in `source`. */
  readonly isElsewhere: boolean;
  /** Go, Jinja or another language of templates makes the document of this one: what is not written here may be there then. */
  readonly isTemplate: boolean;
  /** It was made of what a patch adds to a document that is written elsewhere. */
  readonly isPatch: boolean;
  readonly isJson: boolean;
  readonly variable: VariableText | undefined;
  readonly #parsed: Parsed;
  readonly #yaml: Yaml;
  readonly #root: Node | null | undefined;

  constructor(parsed: Parsed, yaml: Yaml, root: Node | null | undefined) {
    this.source = parsed.beside ?? parsed.source;
    this.isElsewhere = parsed.beside !== undefined;
    this.isTemplate = parsed.isTemplate;
    this.isPatch = parsed.isPatch === true;
    this.isJson = parsed.isJson === true;
    this.variable = parsed.variable;
    this.#parsed = parsed;
    this.#yaml = yaml;
    this.#root = root;
  }

  /** A part of it as if it were a document. */
  below({ node }: YamlNode): YamlDocument {
    return new YamlDocument(this.#parsed, this.#yaml, node);
  }

  /** The same document for a program that reads it in another way. */
  readBy(reader: YamlReader): YamlDocument {
    return new YamlDocument({ ...this.#parsed, reader }, this.#yaml, this.#root);
  }

  /** A document of nodes that are written in this one, as what a patch adds. */
  partWith(root: Node): YamlDocument {
    const nodes = this.#parsed.nodes.anew();
    return new YamlDocument({ ...this.#parsed, nodes, isPatch: true }, this.#yaml, root);
  }

  /** Whether its aliases repeat more text than a document may have: it is not read then. */
  get repeatsTooMuch(): boolean {
    return this.#parsed.nodes.repeatTooMuch;
  }

  /** The documents of another file, whose scalars have no place here. */
  parseOther(text: string): readonly YamlDocument[] {
    if (text.length > maxManifestLength) return [];
    const documents = parseYaml(text, this.#yaml, { beside: this.source });
    return documents.filter(({ repeatsTooMuch }) => !repeatsTooMuch);
  }

  /** The node at a path of keys; `undefined` where there is none. */
  at(...path: readonly string[]): YamlNode | undefined {
    let found: YamlNode | undefined = { node: this.#parsed.nodes.resolved(this.#root ?? null) };
    for (const name of path) found = this.#parsed.nodes.entriesOf(found)?.byName.get(name);
    return found;
  }

  /** The text of a scalar at a path. */
  text(...path: readonly string[]): string | undefined {
    return this.scalar(this.at(...path))?.value;
  }

  /** The entries of a map, in the order of the document; none of anything else. */
  entries(at: YamlNode | undefined): readonly MapEntry[] {
    return this.#parsed.nodes.entriesOf(at)?.all ?? [];
  }

  /** The names of the entries of a map at a path. */
  keysAt(...path: readonly string[]): readonly string[] {
    return this.entries(this.at(...path)).map(({ key }) => keyText(key));
  }

  /** The items of a list; `undefined` for anything else. */
  items(at: YamlNode | undefined): readonly YamlNode[] | undefined {
    return this.#parsed.nodes.itemsOf(at);
  }

  /** The items of the list at a path; none where there is something else. */
  itemsAt(...path: readonly string[]): readonly YamlNode[] {
    return this.items(this.at(...path)) ?? [];
  }

  /** The same, each item as if it were a document. */
  belowItems(...path: readonly string[]): readonly YamlDocument[] {
    return this.itemsAt(...path).map((item) => this.below(item));
  }

  isMap(at: YamlNode | undefined): boolean {
    return this.#yaml.isMap(at?.node);
  }

  /** A scalar as it is written; `undefined` for a list, a map, nothing at all, and what a tag makes another thing. */
  scalar(at: YamlNode | undefined): ScalarText | undefined {
    const { node } = at ?? {};
    if (!this.#yaml.isScalar(node) || !node.range || node.range[0] === node.range[1]) return undefined;
    const { type, source, value, tag } = node;
    const style = styles[type ?? ""];
    if (!style || (tag && !textTags.has(tag))) return undefined;
    const [from, to] = node.range;
    const text = restoreTemplate(source ?? String(value), style, this.#within(from, to));
    return this.isElsewhere
      ? { value: text, style, ...elsewhere, isElsewhere: true }
      : { value: text, style, from, to };
  }

  /** The tag of a node of an application's own: `!reset`. */
  tag({ node }: YamlNode): string | undefined {
    return node?.tag?.startsWith("!") ? node.tag : undefined;
  }

  /** The lines between two offsets that are nothing but parts of a template. */
  templateLines(from: number, to: number): readonly ScalarText[] {
    if (!this.isTemplate || this.isElsewhere || to <= from) return [];
    const found: ScalarText[] = [];
    for (let start = from; start < to; ) {
      const feed = this.source.indexOf("\n", start);
      const end = feed < 0 ? to : Math.min(feed, to);
      const { read, written } = this.#within(start, end);
      if (read !== written && read.trim() === "") found.push(scalarAt(this.source, start, end));
      start = end + 1;
    }
    return found;
  }

  /** The same behind a node, up to the next line that is something else. */
  templateLinesBehind(from: number): readonly ScalarText[] {
    const { read } = this.#parsed;
    const next = /\S/.exec(read.slice(from))?.index;
    return this.templateLines(from, next === undefined ? read.length : from + next);
  }

  #within(from: number, to: number) {
    return { read: this.#parsed.read.slice(from, to), written: this.#parsed.source.slice(from, to) };
  }

  /** What a node is for the program that reads the document. */
  type(at: YamlNode): "string" | "boolean" | "number" | "null" | "map" | "list" | "tagged" {
    const { node } = at;
    if (this.#yaml.isMap(node)) return "map";
    if (this.#yaml.isSeq(node)) return "list";
    const scalar = this.scalar(at);
    if (!scalar) return node?.tag && node.range?.[0] !== node.range?.[1] ? "tagged" : "null";
    // A tag that `scalar` lets through is that of a text.
    if (scalar.style !== "plain" || node?.tag === "tag:yaml.org,2002:str") return "string";
    return typeOfPlain(scalar.value, this.#parsed.reader ?? "Go");
  }

  /** A scalar as that program hands it on. */
  scalarAsRead(at: YamlNode): ScalarText | undefined {
    const scalar = this.scalar(at);
    return scalar && this.type(at) === "number"
      ? { ...scalar, value: numberOf(scalar.value, this.#parsed.reader ?? "Go") }
      : scalar;
  }

  /** The edit that removes what is written at a span, and with it what would be empty; see `removeWritten`. */
  remove(span: HostSpan): HostEdit | undefined {
    return removeWritten(this.#yaml, { source: this.source, root: this.#root }, span);
  }

  /** Where the key of an entry is written, or the node without one. */
  place({ key, node }: YamlNode): HostSpan {
    if (this.isElsewhere) return elsewhere;
    const [from = 0, to = from] = key?.range ?? node?.range ?? [];
    return { from, to };
  }

  /** Where a node is written, without the line break behind it. */
  span({ node, key }: YamlNode): HostSpan {
    if (this.isElsewhere) return elsewhere;
    const [from = 0, to = from] = node?.range ?? key?.range ?? [];
    return { from, to: from + this.source.slice(from, to).trimEnd().length };
  }
}

/** Tags that leave a scalar its text; the second is Compose's (Compose specification (170098ba), 13-merge.md, "Replace value"). */
const textTags: ReadonlySet<string> = new Set(["tag:yaml.org,2002:str", "!override"]);

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

/**
 * The documents of a stream, those with errors as far as they were understood. `masked` is the text with what nobody needs left out. Without
 * aliases each node is found at one place alone.
 */
export function parseYaml(
  source: string,
  yaml: Yaml,
  {
    masked = maskTemplate(source),
    aliases = true,
    beside,
    variable,
  }: {
    readonly masked?: MaskedText;
    readonly aliases?: boolean;
    /** The text of the document that is read, where `source` is another file beside it. */
    readonly beside?: string | undefined;
    readonly variable?: VariableText | undefined;
  } = {},
): readonly YamlDocument[] {
  const parsed = yaml.parseAllDocuments(masked.read, { logLevel: "silent", uniqueKeys: false });
  const hasAliases = aliases && masked.read.includes("*");
  return (Array.isArray(parsed) ? parsed : []).map((document: Document) => {
    const nodes = new YamlNodes(yaml, hasAliases ? new Anchors(document, yaml) : undefined);
    return new YamlDocument({ ...masked, beside, source, nodes, variable }, yaml, document.contents);
  });
}
