/** A set of characters, as ranges of codes: first, last, first, last … */
export interface CharacterSet {
  readonly ranges: readonly number[];
  readonly negated: boolean;
}

/** The classes of `[:name:]` in collation C, as ranges of codes. Source: manual, "Bracket Expressions". */
export const characterClasses: ReadonlyMap<string, readonly number[]> = new Map(
  Object.entries({
    alnum: [0x30, 0x39, 0x41, 0x5a, 0x61, 0x7a],
    alpha: [0x41, 0x5a, 0x61, 0x7a],
    ascii: [0x00, 0x7f],
    blank: [0x09, 0x09, 0x20, 0x20],
    cntrl: [0x00, 0x1f, 0x7f, 0x9f],
    digit: [0x30, 0x39],
    graph: [0x21, 0x7e],
    lower: [0x61, 0x7a],
    print: [0x20, 0x7e],
    punct: [0x21, 0x2f, 0x3a, 0x40, 0x5b, 0x60, 0x7b, 0x7e],
    space: [0x09, 0x0d, 0x20, 0x20],
    upper: [0x41, 0x5a],
    word: [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a],
    xdigit: [0x30, 0x39, 0x41, 0x46, 0x61, 0x66],
  }),
);

/** Whether a set holds a character; without regard to the case of ASCII letters with `ignoreCase`. */
export function holds(set: CharacterSet, code: number, ignoreCase: boolean): boolean {
  const found = within(set.ranges, code) || (ignoreCase && within(set.ranges, otherCase(code)));
  return found !== set.negated;
}

function within(ranges: readonly number[], code: number): boolean {
  for (let index = 0; index < ranges.length; index += 2) {
    if (code >= (ranges[index] ?? 0) && code <= (ranges[index + 1] ?? 0)) return true;
  }
  return false;
}

function otherCase(code: number): number {
  const upper = code & ~0x20;
  return upper >= 0x41 && upper <= 0x5a ? code ^ 0x20 : code;
}

/** What is left of all characters. */
export function complement(ranges: readonly number[]): number[] {
  const result: number[] = [];
  let next = 0;
  for (let index = 0; index < ranges.length; index += 2) {
    const first = ranges[index] ?? 0;
    if (first > next) result.push(next, first - 1);
    next = (ranges[index + 1] ?? 0) + 1;
  }
  result.push(next, 0x7fffffff);
  return result;
}
