import { type Assumptions, type Candidate, isAssumed, isSame } from "./candidate.ts";
import { type Effort, work } from "./effort.ts";

/** The records that decide before and after, under assumptions. */
interface Decided {
  readonly before: Candidate | undefined;
  readonly after: Candidate | undefined;
  readonly assumptions: Assumptions;
}

/** The first records that match, for each way in which what is not known can be, where their fates differ. */
export function decide(
  before: readonly Candidate[],
  after: readonly Candidate[],
  assumptions: Assumptions,
  effort: Effort,
): readonly Decided[] {
  work(effort, 10 + before.length + after.length + assumptions.size);
  const [at, unknown] = firstOpen(before, assumptions);
  const [atAfter, unknownAfter] = firstOpen(after, assumptions);
  if (isSame(before, after, () => "", effort, at, atAfter)) return [];
  const condition = unknown ?? unknownAfter;
  if (condition === undefined) {
    const [one, other] = [before[at], after[atAfter]];
    const isEqual = (one?.fate.key ?? refused) === (other?.fate.key ?? refused);
    return isEqual ? [] : [{ before: one, after: other, assumptions }];
  }
  const branch = (is: boolean) =>
    decide(before.slice(at), after.slice(atAfter), new Map(assumptions).set(condition, is), effort);
  const [yes, no] = [branch(true), branch(false)];
  work(effort, (yes.length + no.length) * (10 + assumptions.size));
  const keyOf = (found: readonly Decided[]) =>
    found
      .map(
        ({ before, after, assumptions }) =>
          `${before?.row.order} ${after?.row.order} ${[...assumptions].filter(([name]) => name !== condition)}`,
      )
      .join("\n");
  if (yes.length === 0 || keyOf(yes) !== keyOf(no)) return [...yes, ...no];
  return yes.map((found) => {
    const rest = new Map(found.assumptions);
    rest.delete(condition);
    return { ...found, assumptions: rest };
  });
}

const refused = "refused";

/** The first candidate that is not ruled out, and the first thing on which that depends. */
function firstOpen(
  candidates: readonly Candidate[],
  assumptions: Assumptions,
): readonly [at: number, unknown: string | undefined] {
  for (const [at, { conditions }] of candidates.entries()) {
    let unknown: string | undefined;
    let isOut = false;
    for (const words of conditions) {
      if (words.some((word) => isAssumed(assumptions, word) === true)) continue;
      const open = words.find((word) => isAssumed(assumptions, word) === undefined);
      if (open === undefined) isOut = true;
      else unknown ??= open;
    }
    if (!isOut) return [at, unknown];
  }
  return [candidates.length, undefined];
}
