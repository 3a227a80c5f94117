import { type Assumptions, type Candidate, implies, isAssumed, isSame, type Name } from "./candidate.ts";
import { conditionOfDatabase, conditionOfUser } from "./conditions.ts";
import { decide } from "./decide.ts";
import { type Effort, work } from "./effort.ts";
import { type Column, isName, type Row } from "./rows.ts";

/** Connections with a fate before and another one after. */
export interface Found {
  readonly database: Name;
  readonly user: Name;
  readonly assumptions: Assumptions;
  readonly before: Candidate | undefined;
  readonly after: Candidate | undefined;
  /** The databases and roles that are distinguished here. */
  readonly databases: readonly Name[];
  readonly users: readonly Name[];
  /** Something unknown took the place of something else unknown, so that the two may be the same. */
  readonly isReplaced: boolean;
}

/** Compares what two lists of records do with all databases and roles; both are of one kind of connection and one set of addresses. */
export function* sweep(
  before: readonly Candidate[],
  after: readonly Candidate[],
  effort: Effort,
): Generator<Found> {
  if (isSame(before, after, ({ row }) => `${row.userKey}\n${row.databaseKey}`, effort)) return;
  const [was, is] = [indexed(before, "user"), indexed(after, "user")];
  const users = namesIn([...before, ...after], "user", undefined, [
    ...rolesOfMaps(before, after),
    ...rolesOfMaps(after, before),
  ]);
  for (const user of users) {
    const narrowed = [was, is].map((side) =>
      narrow(side, user, (row) => conditionOfUser(row, user, effort), effort),
    );
    const [one = [], other = []] = narrowed;
    if (isSame(one, other, ({ row }) => row.databaseKey, effort)) continue;
    yield* sweepDatabases(user, users, one, other, effort);
  }
}

function* sweepDatabases(
  user: Name,
  users: readonly Name[],
  before: readonly Candidate[],
  after: readonly Candidate[],
  effort: Effort,
): Generator<Found> {
  const [was, is] = [indexed(before, "database"), indexed(after, "database")];
  const databases = namesIn([...before, ...after], "database", user);
  for (const database of databases) {
    const narrowed = [was, is].map((side) =>
      narrow(side, database, (row) => conditionOfDatabase(row, database, user, effort), effort),
    );
    const [one = [], other = []] = narrowed;
    const unknown = [one, other].map((side) => new Set(side.flatMap(({ conditions }) => conditions.flat())));
    for (const { before, after, assumptions } of decide(one, other, new Map(), effort)) {
      const isReplaced = hasReplacement(assumptions, unknown);
      yield { database, user, assumptions, before, after, databases, users, isReplaced };
    }
  }
}

/** Candidates by the names that they have, and those with other words. */
interface Indexed {
  readonly candidates: readonly Candidate[];
  readonly named: ReadonlyMap<string, readonly number[]>;
  readonly general: readonly number[];
}

const wordsOf = ({ row }: Candidate, column: Column) => (column === "user" ? row.users : row.databases);

function indexed(candidates: readonly Candidate[], column: Column): Indexed {
  const named = new Map<string, number[]>();
  const general: number[] = [];
  for (const [at, candidate] of candidates.entries()) {
    const words = wordsOf(candidate, column);
    if (!words.every((word) => isName(word, column, candidate.row.version))) general.push(at);
    else
      for (const text of new Set(words.map(({ text }) => text))) {
        const known = named.get(text);
        if (known) known.push(at);
        else named.set(text, [at]);
      }
  }
  return { candidates, named, general };
}

/** The candidates that match a name, or may. */
function narrow(
  { candidates, named, general }: Indexed,
  { kind, text }: Name,
  conditionOf: (row: Row) => readonly string[] | boolean,
  effort: Effort,
): Candidate[] {
  const own = kind === "other" || kind === "replication" ? [] : (named.get(text) ?? []);
  const numbers = own.length === 0 ? general : [...own, ...general].sort((a, b) => a - b);
  const found: Candidate[] = [];
  for (const at of numbers) {
    const candidate = candidates[at];
    work(effort, 1);
    const condition = candidate && conditionOf(candidate.row);
    if (!candidate || condition === false || condition === undefined) continue;
    found.push(
      condition === true ? candidate : { ...candidate, conditions: [...candidate.conditions, condition] },
    );
  }
  return found;
}

/** The names that candidates distinguish, and one for all others. */
function namesIn(
  candidates: readonly Candidate[],
  column: Column,
  user?: Name,
  more: readonly string[] = [],
): Name[] {
  const texts = new Set(more);
  let hasSame = false;
  let hasReplication = false;
  for (const candidate of candidates) {
    const { version } = candidate.row;
    for (const token of wordsOf(candidate, column)) {
      const { text, quoted } = token;
      if (isName(token, column, version)) texts.add(text);
      else if (column === "user") continue;
      else if (!quoted && /^same(user|role|group)$/.test(text)) hasSame = true;
      else if (!quoted && text === "replication") hasReplication = true;
    }
    // What is the same as the role counts for each database that is named like one.
    if (
      column === "user" &&
      candidate.row.databases.some(({ text, quoted }) => !quoted && text.startsWith("same"))
    )
      for (const { row } of candidates)
        for (const token of row.databases) if (isName(token, "database", row.version)) texts.add(token.text);
  }
  const used = new Set([...texts, ...(user && hasSame ? [user.text] : [])]);
  const names: Name[] = [...texts].map((text) => ({ kind: "named", text }));
  names.push({ kind: "other", text: freshName(used, column) });
  if (hasSame && user && !texts.has(user.text)) names.push({ kind: "same", text: user.text });
  if (hasReplication) names.push({ kind: "replication", text: "" });
  return names;
}

/** The roles that maps name which only some candidates go by, and no others. */
function rolesOfMaps(some: readonly Candidate[], others: readonly Candidate[]): string[] {
  const known = new Set(others.map(({ fate }) => fate.names?.key));
  const maps = new Map(some.map(({ fate: { names } }) => [names?.key, names]));
  return [...maps].flatMap(([key, names]) =>
    known.has(key)
      ? []
      : (names?.lines ?? []).flatMap(({ role }) =>
          isName(role, "user", names?.version ?? 13) && !role.text.includes("\\1") ? role.text : [],
        ),
  );
}

/** A name that no record has. */
function freshName(used: ReadonlySet<string>, column: Column): string {
  const base = column === "user" ? "someone" : "postgres";
  for (let number = 0; ; number++) {
    const name = number === 0 ? base : `${base}${number}`;
    if (!used.has(name)) return name;
  }
}

/** Whether of two things of a kind, each known to one side alone, one is assumed to hold and the other not to. */
function hasReplacement(assumptions: Assumptions, [was, is]: readonly ReadonlySet<string>[]): boolean {
  const columnOf = (condition: string) => condition.slice(0, condition.indexOf(" "));
  const isOnlyIn = (one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined) =>
    [...assumptions].filter(([condition]) => one?.has(condition) && !other?.has(condition));
  const [gone, come] = [isOnlyIn(was, is), isOnlyIn(is, was)];
  return gone.some(([one, isOne]) =>
    come.some(
      ([other, isOther]) =>
        columnOf(one) === columnOf(other) &&
        isOne !== isOther &&
        !implies(one, other) &&
        !implies(other, one),
    ),
  );
}

/** The first of some candidates that matches, under the assumptions of what was found; what is not assumed does not hold. */
export function firstMatch(
  candidates: readonly Candidate[],
  { database, user, assumptions }: Found,
  effort: Effort,
): Candidate | undefined {
  const holds = (condition: readonly string[] | boolean) =>
    typeof condition === "boolean" ? condition : condition.some((word) => isAssumed(assumptions, word));
  return candidates.find(({ row, conditions }) => {
    work(effort, 1);
    return (
      holds(conditionOfUser(row, user, effort)) &&
      holds(conditionOfDatabase(row, database, user, effort)) &&
      conditions.every(holds)
    );
  });
}
