import { type Effort, work } from "./effort.ts";
import type { Fate } from "./fate.ts";
import type { Row } from "./rows.ts";

/** A record as far as one set of connections goes. */
export interface Candidate {
  readonly row: Row;
  readonly fate: Fate;
  /** What must hold for it to match: one of each list. What is not known here goes by its name, `user +staff` for instance. */
  readonly conditions: readonly (readonly string[])[];
}

/** A database or a role. */
export interface Name {
  /** `other`: any that no record names; `same`: the database of the role's name. */
  readonly kind: "named" | "other" | "same" | "replication";
  readonly text: string;
}

/** What is assumed of things that are not known here. */
export type Assumptions = ReadonlyMap<string, boolean>;

/** Whether something holds under assumptions; `undefined` where it may or may not. */
export function isAssumed(assumptions: Assumptions, condition: string): boolean | undefined {
  const own = assumptions.get(condition);
  if (own !== undefined || !condition.startsWith("address ")) return own;
  for (const [other, is] of assumptions)
    if (is ? implies(other, condition) : implies(condition, other)) return is;
  return undefined;
}

/** Whether an address that has one name has the other one as well: `db.example.com` is one of `.example.com`. */
export function implies(one: string, other: string): boolean {
  if (one === "address samehost") return other === "address samenet";
  const suffix = /^address (\..+)$/.exec(other)?.[1];
  return suffix !== undefined && one !== other && one.startsWith("address ") && one.endsWith(suffix);
}

/** Whether two lists do the same, so far as they are not looked at yet. */
export function isSame(
  before: readonly Candidate[],
  after: readonly Candidate[],
  rest: (candidate: Candidate) => string,
  effort: Effort,
  from = 0,
  fromAfter = 0,
): boolean {
  if (before.length - from !== after.length - fromAfter) return false;
  for (let at = 0; from + at < before.length; at++) {
    const [one, other] = [before[from + at], after[fromAfter + at]];
    work(effort, 1);
    if (!one || !other || one.fate.key !== other.fate.key || rest(one) !== rest(other)) return false;
    if (one.conditions.length > 0 || other.conditions.length > 0)
      if (conditionKey(one) !== conditionKey(other)) return false;
  }
  return true;
}

const conditionKey = ({ conditions }: Candidate): string =>
  conditions
    .map((words) => [...new Set(words)].sort().join("\0"))
    .sort()
    .join("\n");
