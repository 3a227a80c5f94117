import { matchesRole } from "../../cluster/access/matchesRole.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import { matchesRegex } from "../../syntax/regex/matchesRegex.ts";
import type { RegexEffort } from "../../syntax/regex/positionMatcher.ts";
import { matchesDatabase } from "../connect/matchesClient.ts";
import type { Fate } from "./fate.ts";
import { type Column, isName, isPattern, type Row } from "./rows.ts";

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

/** Work that a comparison may take yet. */
export interface Effort {
  steps: number;
  /** Of regular expressions; which match beyond is not known. */
  readonly patterns: RegexEffort;
  /** What is known of expressions and names. */
  readonly matches: Map<string, boolean | undefined>;
}

/** Work that a comparison may take, which is a few seconds. */
export function newEffort(): Effort {
  return { steps: 10_000_000, patterns: { steps: 5_000_000 }, matches: new Map() };
}

/** The comparison takes more work than it may. */
export class TooMuchWork extends Error {}

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

/** Whether the words of a record match: certainly, certainly not, or where one of some things holds. */
function conditionOfUser(row: Row, { kind, text: name }: Name, effort: Effort): readonly string[] | boolean {
  const unknown: string[] = [];
  for (const token of row.users) {
    const matches =
      !token.isUnknown && isPattern(token.text, row.version)
        ? kind === "other"
          ? undefined
          : matchPattern(token.text, name, row.version, effort)
        : matchesRole(token, name, row.version);
    if (matches) return true;
    if (matches === undefined) unknown.push(`user ${token.isUnknown ? "@" : ""}${token.text}`);
  }
  return unknown.length > 0 && unknown;
}

function conditionOfDatabase(
  row: Row,
  { kind, text }: Name,
  user: Name,
  effort: Effort,
): readonly string[] | boolean {
  const unknown: string[] = [];
  const client = { database: text, user: user.text, replication: kind === "replication" };
  for (const token of row.databases) {
    const isOpen = kind === "other" || (kind === "same" && user.kind === "other");
    const matches =
      !token.isUnknown && kind !== "replication" && isPattern(token.text, row.version)
        ? isOpen
          ? undefined
          : matchPattern(token.text, text, row.version, effort)
        : matchesDatabase(token, client, row.version);
    if (matches) return true;
    if (matches === undefined)
      unknown.push(
        `database ${token.isUnknown ? "@" : ""}${token.text === "samegroup" ? "samerole" : token.text}`,
      );
  }
  return unknown.length > 0 && unknown;
}

/** Whether an expression matches a name, worked out once. */
function matchPattern(
  pattern: string,
  name: string,
  version: ServerVersion,
  effort: Effort,
): boolean | undefined {
  const key = `${version}\0${pattern}\0${name}`;
  if (effort.matches.has(key)) return effort.matches.get(key);
  work(effort, stepsOfPattern);
  const matches = matchesRegex(pattern.slice(1), name, version, effort.patterns);
  effort.matches.set(key, matches);
  return matches;
}

/** What it costs to parse an expression. */
const stepsOfPattern = 200;

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

/** Whether two lists do the same, so far as they are not looked at yet. */
function isSame(
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

/** Whether of two things of a kind, each known to one side alone, one is assumed to hold and the other not to. */
function hasReplacement(assumptions: Assumptions, [was, is]: readonly ReadonlySet<string>[]): boolean {
  const columnOf = (condition: string) => condition.slice(0, condition.indexOf(" "));
  const isOnlyIn = (one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined) =>
    [...assumptions].filter(([condition]) => one?.has(condition) && !other?.has(condition));
  const [gone, come] = [isOnlyIn(was, is), isOnlyIn(is, was)];
  return gone.some(([one, isOne]) =>
    come.some(([other, isOther]) => columnOf(one) === columnOf(other) && isOne !== isOther),
  );
}

/** The first of some candidates that matches, under the assumptions of what was found; what is not assumed does not hold. */
export function firstMatch(
  candidates: readonly Candidate[],
  { database, user, assumptions }: Found,
  effort: Effort,
): Candidate | undefined {
  const holds = (condition: readonly string[] | boolean) =>
    typeof condition === "boolean" ? condition : condition.some((word) => assumptions.get(word));
  return candidates.find(({ row, conditions }) => {
    work(effort, 1);
    return (
      holds(conditionOfUser(row, user, effort)) &&
      holds(conditionOfDatabase(row, database, user, effort)) &&
      conditions.every(holds)
    );
  });
}

interface Decided {
  readonly before: Candidate | undefined;
  readonly after: Candidate | undefined;
  readonly assumptions: Assumptions;
}

/** The first records that match, for each way in which what is not known can be, where their fates differ. */
function decide(
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
      if (words.some((word) => assumptions.get(word) === true)) continue;
      const open = words.find((word) => !assumptions.has(word));
      if (open === undefined) isOut = true;
      else unknown ??= open;
    }
    if (!isOut) return [at, unknown];
  }
  return [candidates.length, undefined];
}

/** Counts work. @throws TooMuchWork */
export function work(effort: Effort, steps: number): void {
  effort.steps -= steps;
  if (effort.steps < 0) throw new TooMuchWork();
}
