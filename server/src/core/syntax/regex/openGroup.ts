import { RegexFault } from "./regexFault.ts";
import { alternation, branchSize, emptySize, isTooLarge, type RegexSize, sequence } from "./regexSize.ts";
import type { RegexNode } from "./regexTree.ts";
import type { Token } from "./token.ts";

/** A group whose end is still to come, or the whole pattern. */
export class OpenGroup {
  readonly branches: RegexNode[][] = [[]];
  /** Whether it is a lookaround or inside one: nothing is captured there. */
  readonly inLook: boolean;
  /** How many groups it is in, itself included. */
  readonly #depth: number;
  #branchesSize: RegexSize | undefined;
  #branchSize: RegexSize = emptySize;
  #endsInCapture = false;

  /** @throws RegexFault when groups are nested too deep for the server. */
  constructor(
    readonly opening: Token,
    /** The number of a capturing group. */
    readonly capture: number | undefined,
    outer: OpenGroup | undefined,
  ) {
    this.inLook = outer !== undefined && (opening.kind === "look" || outer.inLook);
    this.#depth = outer ? outer.#depth + 1 : 0;
    if (this.#depth > deepestNesting) throw tooComplex(opening.start);
  }

  /**
   * Adds a part to the branch that is being read.
   * @param at where in the pattern its reading ended.
   * @throws RegexFault when it becomes too much for the server.
   */
  add(node: RegexNode, size: RegexSize, at: number): void {
    this.branches.at(-1)?.push(node);
    this.#branchSize = sequence(this.#branchSize, size);
    if (isTooLarge(this.#branchSize)) throw tooComplex(at);
    this.#endsInCapture = node.kind === "group" && node.capture !== undefined;
  }

  /** Ends the branch, and starts another. @throws RegexFault when the branches become too much for the server. */
  nextBranch(at: number): void {
    this.endBranch(at);
    this.branches.push([]);
  }

  /** Ends the last branch, and returns the size of all. @throws RegexFault when that is too much. */
  endBranch(at: number): RegexSize {
    const before = this.#branchesSize;
    const branch = branchSize(this.#branchSize, this.#endsInCapture);
    this.#branchesSize = before ? alternation(before, branch) : branch;
    if (isTooLarge(this.#branchesSize)) throw tooComplex(at);
    this.#branchSize = emptySize;
    this.#endsInCapture = false;
    return this.#branchesSize;
  }
}

/** The depth at which the server, as PostgreSQL 13 to 18, has used up its stack of 2 MB (`max_stack_depth`). */
const deepestNesting = 9_340;

function tooComplex(at: number): RegexFault {
  const message =
    "the pattern needs too much memory or stack: shorten it, nest groups less, or repeat them less often.";
  return new RegexFault("complexity", at, message);
}
