import { type ConnectionChange, changeEffects } from "../../model/connectionChange.ts";
import type { ConnectionFacts } from "../connect/connection.ts";
import { type AddressRange, everyAddress, joinRanges } from "./addressRanges.ts";
import { compareFates, type Fate, fateOf, refusal } from "./fate.ts";
import { type Cell, mergeChanges } from "./mergeChanges.ts";
import { type Network, type Row, rowsOf, typeBits } from "./rows.ts";
import { isClosedForBoth, type Scenario, type Side, scenariosOf } from "./scenarios.ts";
import { type Candidate, type Effort, type Found, firstMatch, sweep, TooMuchWork } from "./sweep.ts";

/** Steps that a comparison may take, which is some seconds. */
const maxSteps = 30_000_000;

/** Steps of regular expressions in one comparison. */
const maxPatternSteps = 5_000_000;

/**
 * What becomes of connections when one configuration takes the place of another: all that are treated differently, and none that
 * are treated the same. Roles and databases are assumed to exist, as in `decideConnection`. `effort`: how much work it may take.
 */
export function compareConnections(
  before: ConnectionFacts,
  after: ConnectionFacts,
  effort: Effort = { steps: maxSteps, patterns: { steps: maxPatternSteps } },
): readonly ConnectionChange[] {
  const scenarios = scenariosOf(before, after).filter((scenario) => !isClosedForBoth(scenario));
  const [was, is] = [sideOf(before), sideOf(after)];
  const cells: Cell[] = [];
  const extra: ConnectionChange[] = [];
  try {
    for (const { ranges, rows } of addressGroups([was.rows, is.rows])) {
      const isLocal = ranges.length === 0;
      const candidates = scenarios
        .filter(({ kind }) => (kind === "local") === isLocal)
        .map((scenario) => ({
          scenario,
          before: was.candidates(rows[0] ?? [], scenario, scenario.before),
          after: is.candidates(rows[1] ?? [], scenario, scenario.after),
        }));
      const overTls = candidates.filter(
        ({ scenario: { kind, certificate, serverName } }) =>
          kind === "tls" && certificate === undefined && serverName === undefined,
      );
      for (const { scenario, before, after } of candidates)
        for (const found of sweep(before, after, effort)) {
          const hasOtherWay = () =>
            overTls.some(({ after }) => firstMatch(after, found, effort)?.fate.isRefused === false);
          cells.push(...cellsOf(found, scenario, ranges, hasOtherWay));
        }
    }
  } catch (reason) {
    if (!(reason instanceof TooMuchWork)) throw reason;
    extra.push(everything("The files have more combinations of names than one comparison may look at."));
  }
  return [...mergeChanges(cells, scenarios), ...extra].sort(
    (a, b) => changeEffects.indexOf(a.effect) - changeEffects.indexOf(b.effect) || lineOf(a) - lineOf(b),
  );
}

/** A change of which nothing is known but its reason. */
export function everything(
  reason: string,
  places: Pick<ConnectionChange, "before" | "after"> = {},
): ConnectionChange {
  return {
    effect: "undecidable",
    type: "local,cleartext,tls,gss",
    database: "all",
    user: "all",
    addresses: ["all"],
    ...places,
    reason,
    summary: "all connections may fare differently",
  };
}

const lineOf = ({ before, after }: ConnectionChange): number => (after ?? before)?.line ?? 0;

/** Addresses that all networks of both configurations either hold or do not hold; none for the Unix socket. */
interface AddressGroup {
  readonly ranges: readonly AddressRange[];
  /** Of both configurations, in order, with whether they are in the networks of the row. */
  readonly rows: readonly (readonly PlacedRow[])[];
}

interface PlacedRow {
  readonly row: Row;
  /** On what it depends whether the addresses match. */
  readonly condition?: string;
}

function addressGroups(sides: readonly (readonly Row[])[]): AddressGroup[] {
  const networks = new Map<string, Network>();
  for (const { network } of sides.flat()) if (network) networks.set(network.key, network);
  const groups = [...regionsOf([...networks.values()])].map(({ ranges, keys }) => {
    const inside = new Set(keys);
    return { ranges, rows: sides.map((rows) => rows.filter(isTcp).flatMap((row) => placeRow(row, inside))) };
  });
  const local = sides.map((rows) => rows.filter((row) => !isTcp(row)).map((row) => ({ row })));
  return [{ ranges: [], rows: local }, ...groups];
}

const isTcp = ({ types }: Row): boolean => types !== typeBits.local;

function placeRow(row: Row, inside: ReadonlySet<string>): PlacedRow[] {
  const isInside = row.network !== undefined && inside.has(row.network.key);
  if (isInside || (!row.network && row.addressName === undefined)) return [{ row }];
  return row.addressName === undefined ? [] : [{ row, condition: `address ${row.addressName}` }];
}

interface Region {
  readonly ranges: readonly AddressRange[];
  /** The networks that hold it. */
  readonly keys: readonly string[];
}

/** The regions into which networks divide all addresses. */
function regionsOf(networks: readonly Network[]): Region[] {
  const ends: { readonly at: bigint; readonly key: string; readonly isStart: boolean }[] = [];
  for (const { key, ranges } of networks)
    for (const [from, to] of ranges)
      ends.push({ at: from, key, isStart: true }, { at: to, key, isStart: false });
  ends.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const regions = new Map<string, { ranges: AddressRange[]; keys: readonly string[] }>();
  const open = new Set<string>();
  const add = (from: bigint, to: bigint) => {
    const keys = [...open].sort();
    const key = keys.join("\n");
    const region = regions.get(key) ?? { ranges: [], keys };
    regions.set(key, region);
    for (const [start, end] of everyAddress)
      if (from < end && to > start) region.ranges.push([from > start ? from : start, to < end ? to : end]);
  };
  let at = 0n;
  for (const { at: end, key, isStart } of ends) {
    if (end > at) add(at, end);
    at = end > at ? end : at;
    if (isStart) open.add(key);
    else open.delete(key);
  }
  add(at, everyAddress[1]?.[1] ?? at);
  return [...regions.values()]
    .map(({ ranges, keys }) => ({ ranges: joinRanges(ranges), keys }))
    .filter(({ ranges }) => ranges.length > 0);
}

/** The records of a configuration, and those that connections of a scenario come to, with their fates. */
function sideOf(facts: ConnectionFacts) {
  const fates = new Map<string, Fate>();
  const fateIn = ({ record, place, order }: Row, { certificate, reason }: Side): Fate => {
    const key = `${order} ${certificate} ${reason}`;
    const fate = fates.get(key) ?? fateOf(record, place, facts, certificate, reason);
    fates.set(key, fate);
    return fate;
  };
  return {
    rows: rowsOf(facts),
    candidates: (rows: readonly PlacedRow[], { kind }: Scenario, side: Side): Candidate[] =>
      side.isClosed
        ? []
        : rows
            .filter(({ row }) => (row.types & typeBits[kind]) !== 0)
            .map(({ row, condition }) => ({
              row,
              fate: fateIn(row, side),
              conditions: condition === undefined ? [] : [[condition]],
            })),
  };
}

function cellsOf(
  found: Found,
  scenario: Scenario,
  ranges: readonly AddressRange[],
  hasOtherWay: () => boolean,
): Cell[] {
  const was = found.before?.fate ?? refusal(scenario.before.place);
  const is = found.after?.fate ?? refusal(scenario.after.place);
  const role = found.user.kind === "named" ? found.user.text : undefined;
  const closed = scenario.after.isClosed ? scenario.after : scenario.before.isClosed && scenario.before;
  return compareFates(was, is, role, scenario.kind, hasOtherWay).map((change) => {
    const before = "before" in change ? change.before : was.place;
    const after = "after" in change ? change.after : is.place;
    return {
      scenario,
      ranges,
      found,
      change:
        closed && closed.reason !== undefined
          ? { ...change, reason: closed.reason }
          : found.isReplaced
            ? { ...change, effect: "undecidable" }
            : change,
      ...(before && { before }),
      ...(after && { after }),
    };
  });
}
