import { characterClasses } from "./characterSet.ts";
import { Lexer } from "./lexer.ts";
import { OpenGroup } from "./openGroup.ts";
import { parseBound } from "./parseBound.ts";
import { parseBrackets } from "./parseBrackets.ts";
import { badReference, nothingToRepeat, unclosedGroup, unopenedGroup } from "./parserFaults.ts";
import type { PatternBytes } from "./patternBytes.ts";
import { type RegexOptions, readRegexOptions } from "./regexOptions.ts";
import {
  anchorSize,
  atomSize,
  backReferenceSize,
  groupSize,
  lookSize,
  type RegexSize,
  repeated,
} from "./regexSize.ts";
import type { RegexNode, RegexTree } from "./regexTree.ts";
import type { Token } from "./token.ts";

/**
 * Reads a pattern as PostgreSQL's compiler does. Takes time in proportion to its length, and no stack for nesting.
 * Source: manual, "POSIX Regular Expressions".
 * @param before14 whether to follow PostgreSQL 13, which differs between brackets.
 * @throws RegexFault for what the server refuses.
 */
export function parseRegex(pattern: PatternBytes, before14: boolean): RegexTree {
  const options = readRegexOptions(pattern);
  return new Parser(new Lexer(pattern.codes, options, before14), options, before14).parse();
}

class Parser {
  /** The capturing groups that have ended, with the sizes of their insides. */
  readonly #captures = new Map<number, RegexSize>();
  /** The groups around the innermost one. */
  readonly #outer: OpenGroup[] = [];
  #group: OpenGroup;

  constructor(
    readonly lexer: Lexer,
    readonly options: RegexOptions,
    readonly before14: boolean,
  ) {
    this.#group = new OpenGroup(lexer.token, undefined, undefined);
  }

  parse(): RegexTree {
    const { lexer, options } = this;
    while (lexer.token.kind !== "end") this.#step(lexer.token);
    if (this.#outer.length > 0) throw unclosedGroup(this.#group.opening);
    this.#group.endBranch(lexer.token.start);
    return { options, branches: this.#group.branches, groups: lexer.groups };
  }

  /** Reads one atom with its quantifier, or one sign that takes none. */
  #step(token: Token): void {
    const group = this.#group;
    switch (token.kind) {
      case "alternative":
        group.nextBranch(token.start);
        this.lexer.advance();
        break;
      case "anchor":
        this.lexer.advance();
        group.add({ kind: "anchor", anchor: token.anchor }, anchorSize, token.end);
        break;
      case "look":
        this.#open(token, undefined);
        break;
      case "open":
        this.#open(token, token.captures && !group.inLook ? ++this.lexer.groups : undefined);
        break;
      case "close":
        this.#close(token);
        break;
      case "back-reference": {
        const size = group.inLook ? undefined : this.#captures.get(token.group);
        if (!size) throw badReference(token, group.inLook);
        this.lexer.advance();
        this.#quantified({ kind: "back-reference", group: token.group }, backReferenceSize(size));
        break;
      }
      default:
        this.#quantified(this.#atom(token), atomSize);
    }
  }

  /** Reads what matches one character. */
  #atom(token: Token): RegexNode {
    const { lexer } = this;
    switch (token.kind) {
      case "character":
        return this.#character(token.code);
      case "any":
        lexer.advance();
        return { kind: "any" };
      case "class":
        lexer.advance();
        return {
          kind: "set",
          set: { ranges: characterClasses.get(token.name) ?? [], negated: token.negated },
        };
      case "bracket":
        return { kind: "set", set: parseBrackets(lexer, this.before14) };
      default:
        throw nothingToRepeat(token);
    }
  }

  #character(code: number): RegexNode {
    this.lexer.advance();
    return characterNode(code);
  }

  #open(opening: Token, capture: number | undefined): void {
    const outer = this.#group;
    this.#outer.push(outer);
    this.#group = new OpenGroup(opening, capture, outer);
    this.lexer.advance();
  }

  #close(token: Token): void {
    const { opening, capture, branches } = this.#group;
    const outer = this.#outer.at(-1);
    if (!outer) {
      if (this.options.flavour !== "extended") throw unopenedGroup(token);
      this.#quantified(this.#character(closingParenthesis), atomSize);
      return;
    }
    const size = this.#group.endBranch(token.start);
    this.#outer.pop();
    this.#group = outer;
    this.lexer.advance();
    if (opening.kind === "look") {
      const { behind, negated } = opening;
      outer.add({ kind: "look", behind, negated, branches }, lookSize(size), token.end);
    } else {
      if (capture !== undefined) this.#captures.set(capture, size);
      this.#quantified({ kind: "group", capture, branches }, groupSize(size));
    }
  }

  #quantified(node: RegexNode, size: RegexSize): void {
    const { lexer } = this;
    const { token } = lexer;
    let counts = { minimum: 1, maximum: 1 };
    if (token.kind === "bound") counts = parseBound(lexer);
    else if (token.kind === "quantifier") {
      counts = token;
      lexer.advance();
    }
    const { minimum, maximum } = counts;
    const once = minimum === 1 && maximum === 1;
    this.#group.add(
      once ? node : { kind: "repeat", node, minimum, maximum },
      once ? size : repeated(size, minimum, maximum),
      token.start,
    );
  }
}

const closingParenthesis = 0x29;

/** The node of one character; nodes of bytes are shared, which saves most of a long pattern's memory. */
function characterNode(code: number): RegexNode {
  return byteNodes[code] ?? setOf(code);
}

function setOf(code: number): RegexNode {
  return { kind: "set", set: { ranges: [code, code], negated: false } };
}

const byteNodes: readonly RegexNode[] = Array.from({ length: 256 }, (_, code) => setOf(code));
