import { characterClasses, holds } from "./characterSet.ts";
import type { RegexOptions } from "./regexOptions.ts";
import type { Branches, RegexNode } from "./regexTree.ts";
import type { AnchorKind } from "./token.ts";

/** Ends an attempt whose outcome is not certain, or not to be had in reasonable time. Never leaves this folder. */
export class Unsure extends Error {}

/** The places between the bytes of a text at which a match may be, in ascending order. */
type Positions = readonly number[];

/** Steps that are left for matches; several may share them. */
export interface RegexEffort {
  steps: number;
}

/**
 * Matches by following all possible positions at once, so that no pattern makes it backtrack. That shows exactly whether
 * a text matches, as the order of preference among matches does not count for that, save for back references.
 */
export class PositionMatcher {
  readonly #text: Uint8Array;
  readonly #ignoreCase: boolean;
  readonly #effort: RegexEffort;
  #depth = 0;

  /** @throws Unsure for a text with newlines where the pattern makes newlines special. */
  constructor(options: RegexOptions, text: Uint8Array, effort: RegexEffort) {
    if ((options.newlineStops || options.newlineAnchors) && text.includes(0x0a)) throw new Unsure();
    this.#text = text;
    this.#effort = effort;
    this.#ignoreCase = options.ignoreCase;
  }

  /** Whether one of the branches matches anywhere. @throws Unsure */
  finds(branches: Branches): boolean {
    return this.#alternatives(branches, this.#everywhere()).length > 0;
  }

  /**
   * Where the first group of `A(X)B` starts and ends, if only one place is possible.
   * @returns `undefined` also for alternatives, and for a first group that is repeated or within another.
   * @throws Unsure
   */
  firstCapture(branches: Branches): [number, number] | undefined {
    const [branch = [], ...others] = branches;
    const index = branch.findIndex((node) => node.kind === "group" && node.capture === 1);
    const group = branch[index];
    if (others.length > 0 || group?.kind !== "group") return undefined;
    const found: [number, number][] = [];
    for (const start of this.#alternatives([branch.slice(0, index)], this.#everywhere())) {
      for (const end of this.#alternatives(group.branches, [start])) {
        if (this.#alternatives([branch.slice(index + 1)], [end]).length > 0) found.push([start, end]);
      }
    }
    return found.length === 1 ? found[0] : undefined;
  }

  #everywhere(): Positions {
    return Array.from({ length: this.#text.length + 1 }, (_, position) => position);
  }

  /** The positions at which a match may end that starts at one of those given. */
  #alternatives(branches: Branches, starts: Positions): Positions {
    if (++this.#depth > 200) throw new Unsure();
    const ends = branches.map((branch) =>
      branch.reduce(
        (positions, node) => (positions.length === 0 ? positions : this.#step(node, positions)),
        starts,
      ),
    );
    this.#depth--;
    return ends.length === 1 ? (ends[0] as Positions) : union(ends);
  }

  #step(node: RegexNode, starts: Positions): Positions {
    this.#effort.steps -= starts.length;
    if (this.#effort.steps < 0) throw new Unsure();
    switch (node.kind) {
      case "set":
        return this.#after(starts, (code) => holds(node.set, code, this.#ignoreCase));
      case "any":
        return this.#after(starts, () => true);
      case "anchor":
        return starts.filter((position) => this.#isAnchor(node.anchor, position));
      case "group":
        return this.#alternatives(node.branches, starts);
      case "look":
        return this.#look(node, starts);
      case "repeat":
        return this.#repeat(node.node, node.minimum, node.maximum, starts);
      case "back-reference":
        throw new Unsure();
    }
  }

  #after(starts: Positions, accepts: (code: number) => boolean): Positions {
    const ends: number[] = [];
    for (const position of starts) {
      const code = this.#text[position];
      if (code !== undefined && accepts(code)) ends.push(position + 1);
    }
    return ends;
  }

  #isAnchor(anchor: AnchorKind, position: number): boolean {
    const before = isWord(this.#text[position - 1]);
    const after = isWord(this.#text[position]);
    switch (anchor) {
      case "line-start":
      case "text-start":
        return position === 0;
      case "line-end":
      case "text-end":
        return position === this.#text.length;
      case "word-start":
        return !before && after;
      case "word-end":
        return before && !after;
      case "word-edge":
        return before !== after;
      case "not-word-edge":
        return before === after;
    }
  }

  #look(node: RegexNode & { kind: "look" }, starts: Positions): Positions {
    if (node.behind) {
      const ends = new Set(this.#alternatives(node.branches, this.#everywhere()));
      return starts.filter((position) => ends.has(position) !== node.negated);
    }
    return starts.filter((start) => this.#alternatives(node.branches, [start]).length > 0 !== node.negated);
  }

  #repeat(node: RegexNode, minimum: number, maximum: number, starts: Positions): Positions {
    let positions = starts;
    for (let count = 0; count < minimum && positions.length > 0; count++)
      positions = this.#step(node, positions);
    const reached = new Set(positions);
    for (let count = minimum; count < maximum && positions.length > 0; count++) {
      positions = this.#step(node, positions).filter((position) => !reached.has(position));
      for (const position of positions) reached.add(position);
    }
    return [...reached].sort((first, second) => first - second);
  }
}

function union(sets: readonly Positions[]): Positions {
  return [...new Set(sets.flat())].sort((first, second) => first - second);
}

function isWord(code: number | undefined): boolean {
  return code !== undefined && holds({ ranges: wordCharacters, negated: false }, code, false);
}

const wordCharacters = characterClasses.get("word") ?? [];
