import { RegexFault } from "./regexFault.ts";
import { alternation, branchSize, emptySize, isTooLarge, type RegexSize, sequence } from "./regexSize.ts";
import type { RegexNode } from "./regexTree.ts";
import type { Token } from "./token.ts";

/** A group whose end is still to come, or the whole pattern. */
export class OpenGroup {
  readonly branches: RegexNode[][] = [[]];
  /** Whether it is a lookaround or stands in one: nothing is captured there. */
  readonly inLook: boolean;
  readonly #outerStack: number;
  #branchStack = 0;
  #branchesSize: RegexSize | undefined;
  #branchSize: RegexSize = emptySize;
  /** Whether the server starts anew, deeper in its stack, with what comes next in the branch. */
  #deepens = false;

  /** @throws RegexFault when groups are nested too deep for the server. */
  constructor(
    readonly opening: Token,
    /** The number of a capturing group. */
    readonly capture: number | undefined,
    outer: OpenGroup | undefined,
  ) {
    this.inLook = outer !== undefined && (opening.kind === "look" || outer.inLook);
    this.#outerStack = (outer?.stack ?? 0) + stackPer.group;
    this.#checkStack(opening.start);
  }

  /** The bytes of stack that the server has in use here. */
  get stack(): number {
    return this.#outerStack + this.#branchStack;
  }

  /**
   * Adds a part to the branch that is being read.
   * @param at where in the pattern its reading ended.
   * @throws RegexFault when it becomes too much for the server.
   */
  add(node: RegexNode, size: RegexSize, at: number): void {
    this.deepen(at);
    this.branches.at(-1)?.push(node);
    this.#branchSize = sequence(this.#branchSize, size);
    if (isTooLarge(this.#branchSize)) throw tooComplex(at);
    const repeated = node.kind === "repeat" ? node.node : node;
    this.#deepens =
      repeated.kind === "back-reference" || (repeated.kind === "group" && repeated.capture !== undefined);
  }

  /** Notes that something follows in the branch. */
  deepen(at: number): void {
    if (!this.#deepens) return;
    this.#deepens = false;
    this.#branchStack += stackPer.restart;
    this.#checkStack(at);
  }

  /** Ends the branch, and starts another. @throws RegexFault when the branches become too much for the server. */
  nextBranch(at: number): void {
    this.endBranch(at);
    this.branches.push([]);
  }

  /** Ends the last branch, and tells the size of all. @throws RegexFault when that is too much. */
  endBranch(at: number): RegexSize {
    const before = this.#branchesSize;
    const branch = branchSize(this.#branchSize);
    this.#branchesSize = before ? alternation(before, branch) : branch;
    if (isTooLarge(this.#branchesSize)) throw tooComplex(at);
    this.#branchSize = emptySize;
    this.#branchStack = 0;
    this.#deepens = false;
    return this.#branchesSize;
  }

  #checkStack(at: number): void {
    if (this.stack > mostStack) throw tooComplex(at);
  }
}

/** What `max_stack_depth`, 2 MB unless set, leaves to the compiler, in bytes. */
const mostStack = 2_092_000;

/** The bytes that the server's recursion takes, as measured on PostgreSQL 16 to 18. */
const stackPer = { group: 224, restart: 128 };

function tooComplex(at: number): RegexFault {
  const message =
    "The pattern takes more memory or stack than the server grants a regular expression: shorten it, nest groups less, or repeat them less often.";
  return new RegexFault("complexity", at, message);
}
