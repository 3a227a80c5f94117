/**
 * An estimate of what the server builds from a part of a pattern: a graph of states joined by arcs, which it walks
 * recursively. Measured on PostgreSQL 16 to 18 as npm and Debian build it for 64 bits, whose limits are the same.
 * What copies of a condition add (`(\y){100}` is too much for all servers) is not known, and not counted.
 */
export interface RegexSize {
  /** The states on the way that the walk takes first. */
  readonly chain: number;
  /** Whether it may match nothing. */
  readonly nullable: boolean;
  /** The arcs that lead to its end. */
  readonly last: number;
  /** The states that each arc to its start is copied to, once the ways through nothing are gone. */
  readonly heirs: number;
  /** The arcs that such copies add. */
  readonly copies: number;
  /** The bytes of its states and arcs before that. */
  readonly memory: number;
}

/** The longest chain that can be walked with a stack of 2 MB (`max_stack_depth`), and the bytes of memory, above which the server gives up. */
const limits = { chain: 43_690, memory: 86_000_000 };

/** In bytes. */
const memoryOf = { state: 56, arc: 72 };

/** Whether the server gives up on it. An estimate: within a few percent, for shapes that were measured. */
export function isTooLarge(size: RegexSize): boolean {
  return size.chain > limits.chain || size.memory + size.copies * memoryOf.arc > limits.memory;
}

/** Nothing at all. */
export const emptySize: RegexSize = { chain: 0, nullable: true, last: 0, heirs: 0, copies: 0, memory: 0 };

/** One character, whichever. */
export const atomSize: RegexSize = {
  chain: 1,
  nullable: false,
  last: 1,
  heirs: 1,
  copies: 0,
  memory: memoryOf.state + memoryOf.arc,
};

/** A condition. */
export const anchorSize: RegexSize = { ...emptySize, chain: 1, memory: atomSize.memory };

/** One part after another. */
export function sequence(first: RegexSize, second: RegexSize): RegexSize {
  return {
    chain: first.chain + second.chain,
    nullable: first.nullable && second.nullable,
    last: second.last + (second.nullable ? first.last : 0),
    heirs: first.heirs + (first.nullable ? second.heirs : 0),
    copies: first.copies + second.copies + Math.max(first.last * second.heirs - 1, 0),
    memory: first.memory + second.memory,
  };
}

/** The whole of one alternative: it has a state of its own on either side, and one more behind a capturing group. */
export function branchSize(inner: RegexSize, endsInCapture: boolean): RegexSize {
  return {
    ...inner,
    chain: inner.chain + (endsInCapture ? 1 : 0),
    memory: inner.memory + memoryOf.state + 2 * memoryOf.arc,
  };
}

/** One part or another; both start at the same state. */
export function alternation(first: RegexSize, second: RegexSize): RegexSize {
  return {
    chain: Math.max(first.chain, second.chain),
    nullable: first.nullable || second.nullable,
    last: first.last + second.last,
    heirs: Math.max(first.heirs + second.heirs - 1, 1),
    copies: first.copies + second.copies,
    memory: first.memory + second.memory,
  };
}

/** A back reference is a copy of what its group holds. */
export function backReferenceSize(inner: RegexSize): RegexSize {
  return { ...inner, chain: inner.chain + 2 };
}

/** A group has two states of its own on either side. */
export function groupSize(inner: RegexSize): RegexSize {
  return {
    ...inner,
    chain: inner.chain + 4,
    memory: inner.memory + 3 * memoryOf.state + 2 * memoryOf.arc,
  };
}

/** A lookahead or lookbehind is one arc here, and a graph of its own. */
export function lookSize(inner: RegexSize): RegexSize {
  return { ...anchorSize, copies: inner.copies, memory: inner.memory };
}

/** A part that is repeated; `maximum` may be infinite. The server spells counts out, as copies in a row. */
export function repeated(size: RegexSize, minimum: number, maximum: number): RegexSize {
  if (maximum === 0) return emptySize;
  const endless = maximum === Number.POSITIVE_INFINITY;
  const required = Math.max(minimum, 1) - 1;
  let result = endless ? looped(size) : size;
  const optional = endless ? 0 : maximum - required - 1;
  for (let copy = 0; copy < optional; copy++)
    result = { ...sequence(skippable(result), size), chain: size.chain + 1 };
  for (let copy = 0; copy < required; copy++) result = sequence(size, result);
  return minimum === 0 ? { ...skippable(result), chain: endless ? 2 : 1 } : result;
}

function looped(size: RegexSize): RegexSize {
  return { ...size, chain: size.chain + 2, copies: size.copies + size.last };
}

function skippable(size: RegexSize): RegexSize {
  return { ...size, nullable: true };
}
