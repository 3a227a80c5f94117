import { createScanner, type JSONScanner, type SyntaxKind } from "jsonc-parser";
import type { Node, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { hasTemplateSyntax } from "../../syntax/template.ts";
import { type Yaml, YamlDocument } from "./yaml.ts";
import { YamlNodes } from "./yamlNodes.ts";

/** Maps and lists within each other at the most; reading ends where they are deeper. */
const maxDepth = 100;

/** The scanner's tokens, of which jsonc-parser exports no values to modules that are compiled alone. */
const tokens = {
  openBrace: 1 as SyntaxKind.OpenBraceToken,
  closeBrace: 2 as SyntaxKind.CloseBraceToken,
  openBracket: 3 as SyntaxKind.OpenBracketToken,
  closeBracket: 4 as SyntaxKind.CloseBracketToken,
  comma: 5 as SyntaxKind.CommaToken,
  colon: 6 as SyntaxKind.ColonToken,
  null: 7 as SyntaxKind.NullKeyword,
  true: 8 as SyntaxKind.TrueKeyword,
  false: 9 as SyntaxKind.FalseKeyword,
  string: 10 as SyntaxKind.StringLiteral,
  number: 11 as SyntaxKind.NumericLiteral,
  end: 17 as SyntaxKind.EOF,
} as const;

/**
 * The documents in a text of JSON (RFC 8259; with comments, as editors and .NET allow them), as those of YAML, as far as they are
 * understood; none of a text in which a template fills in more than parts of strings.
 */
export function parseJson(source: string, yaml: Yaml): readonly YamlDocument[] {
  const { roots, errors } = readJson(source, yaml);
  if (errors > 0 && hasTemplateSyntax(source)) return [];
  const nodes = new YamlNodes(yaml);
  const parsed = { source, read: source, isTemplate: false, isJson: true, nodes };
  return roots.map((root) => new YamlDocument(parsed, yaml, root));
}

/** How many errors a text of JSON has. */
export function countJsonErrors(source: string, yaml: Yaml): number {
  return readJson(source, yaml).errors;
}

function readJson(source: string, yaml: Yaml): JsonReader {
  const reader = new JsonReader(source, yaml);
  reader.readAll();
  return reader;
}

/** Makes nodes of a text, from its start to its end: the library's own parser ends behind one value, and calls itself at each depth. */
class JsonReader {
  readonly roots: Node[] = [];
  errors = 0;
  readonly #scanner: JSONScanner;
  readonly #yaml: Yaml;
  #token: SyntaxKind = tokens.end;

  constructor(source: string, yaml: Yaml) {
    this.#scanner = createScanner(source, true);
    this.#scanner.setPosition(source.startsWith("\ufeff") ? 1 : 0);
    this.#yaml = yaml;
  }

  readAll(): void {
    this.#next();
    while (this.#token !== tokens.end) {
      const node = this.#value(0);
      if (node) this.roots.push(node);
      else this.#skip();
    }
  }

  #next(): void {
    this.#token = this.#scanner.scan();
    if (this.#scanner.getTokenError() !== 0) this.errors++;
  }

  #skip(): void {
    this.errors++;
    this.#next();
  }

  /** Reads on behind a token, if it is there. */
  #take(token: SyntaxKind): boolean {
    const isThere = this.#token === token;
    if (isThere) this.#next();
    return isThere;
  }

  /** The value that begins here; `null`, and nothing read, where none does. */
  #value(depth: number): Node | null {
    switch (this.#token) {
      case tokens.openBrace:
        return this.#map(depth);
      case tokens.openBracket:
        return this.#list(depth);
      case tokens.string:
        return this.#scalar("QUOTE_DOUBLE");
      case tokens.number:
      case tokens.true:
      case tokens.false:
      case tokens.null:
        return this.#scalar("PLAIN");
      default:
        return null;
    }
  }

  #scalar(type: "QUOTE_DOUBLE" | "PLAIN"): Scalar {
    const scalar = new this.#yaml.Scalar(this.#scanner.getTokenValue());
    const from = this.#scanner.getTokenOffset();
    const to = from + this.#scanner.getTokenLength();
    scalar.type = type;
    scalar.source = this.#scanner.getTokenValue();
    scalar.range = [from, to, to];
    this.#next();
    return scalar;
  }

  #map(depth: number): YAMLMap {
    const map = new this.#yaml.YAMLMap();
    this.#collect(map, tokens.closeBrace, depth, () => {
      if (this.#token !== tokens.string) return false;
      const key = this.#scalar("QUOTE_DOUBLE");
      if (!this.#take(tokens.colon)) this.errors++;
      const value = this.#value(depth + 1);
      if (!value) this.errors++;
      map.items.push(new this.#yaml.Pair(key, value));
      return true;
    });
    return map;
  }

  #list(depth: number): YAMLSeq {
    const list = new this.#yaml.YAMLSeq();
    this.#collect(list, tokens.closeBracket, depth, () => {
      const item = this.#value(depth + 1);
      if (item) list.items.push(item);
      return item !== null;
    });
    return list;
  }

  /** Reads entries up to the sign that closes a map or list, or one of another kind, which closes what is around it. */
  #collect(
    collection: YAMLMap | YAMLSeq,
    closing: SyntaxKind,
    depth: number,
    readEntry: () => boolean,
  ): void {
    const from = this.#scanner.getTokenOffset();
    collection.flow = true;
    this.#next();
    if (depth >= maxDepth) this.#token = tokens.end;
    for (let isFirst = true; !closers.has(this.#token); isFirst = false) {
      if (this.#take(tokens.comma) === isFirst) this.errors++;
      if (readEntry()) continue;
      this.errors++;
      if (!closers.has(this.#token)) this.#next();
    }
    const to = this.#scanner.getTokenOffset() + this.#scanner.getTokenLength();
    if (!this.#take(closing)) this.errors++;
    collection.range = [from, to, to];
  }
}

const closers: ReadonlySet<SyntaxKind> = new Set([tokens.closeBrace, tokens.closeBracket, tokens.end]);
