import { type ConnectionChange, changeEffects } from "../../model/connectionChange.ts";
import type { ConnectionFacts } from "../connect/connection.ts";
import { type AddressRange, everyAddress, joinRanges } from "./addressRanges.ts";
import type { Candidate } from "./candidate.ts";
import { type Effort, newEffort, TooMuchWork, work } from "./effort.ts";
import { compareFates, fateOf, refusal } from "./fate.ts";
import { type Cell, mergeChanges } from "./mergeChanges.ts";
import { type Network, rowsOf, typeBits } from "./rows.ts";
import { isClosedForBoth, type Scenario, type Side, scenariosOf } from "./scenarios.ts";
import { type Found, firstMatch, sweep } from "./sweep.ts";

/** What a cell costs until it is part of a change. */
const stepsOfCell = 100;

/**
 * What becomes of connections when one configuration takes the place of another: all that are treated differently, and none that
 * are treated the same. Roles and databases are assumed to exist, as in `decideConnection`. `effort`: how much work it may take.
 */
export function compareConnections(
  before: ConnectionFacts,
  after: ConnectionFacts,
  effort: Effort = newEffort(),
): readonly ConnectionChange[] {
  const scenarios = scenariosOf(before, after).filter((scenario) => !isClosedForBoth(scenario));
  const sides = [sideOf(before), sideOf(after)] as const;
  const cells: Cell[] = [];
  try {
    const placed = scenarios.map((scenario) => ({
      scenario,
      before: sides[0].placed(scenario, scenario.before),
      after: sides[1].placed(scenario, scenario.after),
    }));
    for (const { ranges, keys } of [unixSocket, ...regionsOf(sides.flatMap(({ networks }) => networks))]) {
      const candidates = placed
        .filter(({ scenario: { kind } }) => (kind === "local") === (ranges.length === 0))
        .map(({ scenario, before, after }) => ({ scenario, before: before(keys), after: after(keys) }));
      const overTls = candidates.filter(
        ({ scenario: { kind, certificate, serverName } }) =>
          kind === "tls" && certificate === undefined && serverName === undefined,
      );
      for (const { scenario, before, after } of candidates)
        for (const found of sweep(before, after, effort)) {
          work(effort, stepsOfCell + ranges.length);
          const hasOtherWay = () =>
            overTls.some(({ after }) => firstMatch(after, found, effort)?.fate.isRefused === false);
          cells.push(...cellsOf(found, scenario, ranges, hasOtherWay));
        }
    }
  } catch (reason) {
    if (!(reason instanceof TooMuchWork)) throw reason;
    return [everything("The files have more combinations of names than one comparison may look at.")];
  }
  return mergeChanges(cells, scenarios).sort(
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

/** Addresses that each network either holds or does not hold. */
interface Region {
  readonly ranges: readonly AddressRange[];
  /** The networks that hold it. */
  readonly keys: readonly string[];
}

/** Where addresses do not count. */
const unixSocket: Region = { ranges: [], keys: [] };

/** The regions into which networks divide all addresses. */
function regionsOf(all: readonly Network[]): Region[] {
  const networks = new Map(all.map((network) => [network.key, network])).values();
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

/** The records of a configuration with their fates, as connections come to them. */
function sideOf(facts: ConnectionFacts) {
  const rows = rowsOf(facts);
  /** The records that connections of a scenario come to in a region, by the networks that hold it. */
  const placed = ({ kind }: Scenario, { isClosed, certificate, reason }: Side) => {
    const everywhere: Candidate[] = [];
    const inNetworks = new Map<string, Candidate[]>();
    for (const row of isClosed ? [] : rows) {
      if ((row.types & typeBits[kind]) === 0) continue;
      const { record, place, network, addressName } = row;
      const fate = fateOf(record, place, facts, certificate, reason);
      const certain = { row, fate, conditions: [] };
      if (network) {
        const same = inNetworks.get(network.key);
        if (same) same.push(certain);
        else inNetworks.set(network.key, [certain]);
      }
      if (addressName !== undefined)
        everywhere.push({ ...certain, conditions: [[`address ${addressName}`]] });
      else if (!network) everywhere.push(certain);
    }
    return (keys: readonly string[]): readonly Candidate[] => {
      const own = keys.flatMap((key) => inNetworks.get(key) ?? []);
      if (own.length === 0) return everywhere;
      const certain = new Set(own.map(({ row }) => row));
      return [...own, ...everywhere.filter(({ row }) => !certain.has(row))].sort(
        (a, b) => a.row.order - b.row.order,
      );
    };
  };
  return { networks: rows.flatMap(({ network }) => network ?? []), placed };
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
  const closedBy = scenario.after.isClosed ? "after" : scenario.before.isClosed ? "before" : undefined;
  const cause = closedBy && scenario[closedBy].reason;
  return compareFates(was, is, role, scenario.kind, hasOtherWay).map((change) => {
    const before = "before" in change ? change.before : was.place;
    const after = "after" in change ? change.after : is.place;
    return {
      scenario,
      ranges,
      found,
      change:
        closedBy && cause !== undefined
          ? { ...change, closedBy, reason: closedBy === "after" ? cause : untilNow(cause) }
          : found.isReplaced
            ? { ...change, effect: "undecidable" }
            : change,
      ...(before && { before }),
      ...(after && { after }),
    };
  });
}

const untilNow = (reason: string) =>
  `Until now: ${reason.replace(/^(?:The|A) /, (word) => word.toLowerCase())}`;
