import type { ConnectionChange } from "../../model/connectionChange.ts";
import type { Place } from "../../model/span.ts";
import { type AddressRange, joinRanges, otherAddresses, writeRanges } from "./addressRanges.ts";
import type { Assumptions, Name } from "./candidate.ts";
import { type Draft, summarize } from "./changeWords.ts";
import { exampleOf } from "./exampleConnection.ts";
import type { FateChange } from "./fate.ts";
import { type NamePart, namesOf, writeNames } from "./nameSets.ts";
import type { Scenario } from "./scenarios.ts";
import type { Found } from "./sweep.ts";

/** One cell of the space of connections with what changes for it. */
export interface Cell {
  readonly scenario: Scenario;
  /** Empty on the Unix socket. */
  readonly ranges: readonly AddressRange[];
  readonly found: Found;
  readonly change: FateChange;
  readonly before?: Place;
  readonly after?: Place;
}

/** Cells in as few changes as a person would name: for the same effect by the same records. */
export function mergeChanges(cells: readonly Cell[], scenarios: readonly Scenario[]): ConnectionChange[] {
  return [...groupBy(cells, decisionOf).values()].flatMap((group) => mergeGroup(group, scenarios));
}

const decisionOf = ({ change, before, after }: Cell): string =>
  [change.effect, change.reason, change.name, placeKey(before), placeKey(after)].join("\n");

const placeKey = (place: Place | undefined): string => (place ? `${place.uri} ${place.line}` : "");

/** Connections of one scenario and some addresses, with sets of names. */
interface Area {
  readonly scenario: Scenario;
  readonly ranges: readonly AddressRange[];
  /** Those of the ranges that are certainly meant, where that depends on something unknown. */
  readonly certain: readonly AddressRange[];
  readonly addressAssumptions: Assumptions;
  readonly database: string;
  readonly user: string;
  readonly cell: Cell;
}

function mergeGroup(cells: readonly Cell[], scenarios: readonly Scenario[]): ConnectionChange[] {
  const areas = [...groupBy(cells, placeOf).values()].flatMap(joinNames);
  // The same sets of names at several addresses, then the same at those addresses in several scenarios.
  const placed = [
    ...groupBy(areas, ({ scenario, database, user }) =>
      [scenarios.indexOf(scenario), database, user].join("\n"),
    ).values(),
  ].flatMap(joinAddresses);
  return [
    ...groupBy(placed, ({ ranges, addressAssumptions, database, user }) =>
      [ranges.join(), assumptionsKey(addressAssumptions), database, user].join("\n"),
    ).values(),
  ].flatMap((same) => joinScenarios(same, scenarios).map(toChange));
}

/** Areas that differ in addresses alone. What is certain for a part of `samenet`, as loopback, is a part of it all the same. */
function joinAddresses(areas: readonly Area[]): Area[] {
  const groups = groupBy(areas, ({ addressAssumptions }) => assumptionsKey(addressAssumptions));
  const own = [...groups.keys()].find((key) => /^address same(?:net|host),true$/.test(key));
  const certain = groups.get("");
  if (own !== undefined && certain) {
    groups.get(own)?.push(...certain);
    groups.delete("");
  }
  return [...groups.values()].flatMap((same) => {
    const [first, ...more] = same;
    if (!first) return [];
    if (more.length === 0) return [first];
    const join = (part: "ranges" | "certain") => joinRanges(same.flatMap((area) => area[part]));
    return [{ ...first, ranges: join("ranges"), certain: join("certain") }];
  });
}

const placeOf = ({ scenario, ranges, found }: Cell): string =>
  [
    scenario.kind,
    scenario.certificate,
    scenario.serverName,
    ranges[0]?.join(),
    assumptionsKey(ofColumn(found.assumptions, "address")),
  ].join("\n");

const ofColumn = (assumptions: Assumptions, column: "address" | "user" | "database"): Assumptions =>
  new Map([...assumptions].filter(([condition]) => condition.startsWith(`${column} `)));

const assumptionsKey = (assumptions: Assumptions): string => [...assumptions].sort().join();

/** Cells of one scenario and the same addresses: the roles with the same databases together. */
function joinNames(cells: readonly Cell[]): Area[] {
  const [first] = cells;
  if (!first) return [];
  const partOf = (name: Name, { found }: Cell, column: "user" | "database"): NamePart => ({
    name,
    assumptions: ofColumn(found.assumptions, column),
  });
  const users = groupBy(
    cells,
    ({ found }) =>
      `${found.user.kind} ${found.user.text} ${assumptionsKey(ofColumn(found.assumptions, "user"))}`,
  );
  const byDatabases = groupBy([...users.values()], (own) =>
    writeNames(
      own.map((cell) => partOf(cell.found.database, cell, "database")),
      own[0]?.found.databases ?? [],
      "database",
    ),
  );
  return [...byDatabases].map(([database, groups]) => {
    const addressAssumptions = ofColumn(first.found.assumptions, "address");
    const parts = groups.flatMap(([cell]) => (cell ? [partOf(cell.found.user, cell, "user")] : []));
    return {
      scenario: first.scenario,
      ranges: first.ranges,
      certain: namesOf(addressAssumptions, true).length > 0 ? [] : first.ranges,
      addressAssumptions,
      database,
      user: writeNames(parts, first.found.users, "user"),
      cell: groups[0]?.[0] ?? first,
    };
  });
}

/** Kinds of connections in words, with one of their areas. */
interface JoinedScenarios {
  readonly type: string;
  readonly certificate?: string;
  readonly serverName?: string;
  readonly area: Area;
}

const kindOrder = ["local", "cleartext", "tls", "gss"];

function joinScenarios(areas: readonly Area[], scenarios: readonly Scenario[]): JoinedScenarios[] {
  const all = scenarios.filter(({ kind }) => kind === "tls");
  const tls = areas.filter(({ scenario }) => scenario.kind === "tls");
  const others = areas.filter(({ scenario }) => scenario.kind !== "tls");
  const whole = tls.length === all.length ? tls.slice(0, 1) : [];
  const alike = [...others, ...whole].sort(
    (a, b) => kindOrder.indexOf(a.scenario.kind) - kindOrder.indexOf(b.scenario.kind),
  );
  const joined: JoinedScenarios[] = [];
  if (alike[0]) joined.push({ type: alike.map(({ scenario }) => scenario.kind).join(","), area: alike[0] });
  if (whole.length > 0) return joined;
  const hostCount = new Set(all.map(({ serverName }) => serverName)).size;
  const clientCount = new Set(all.map(({ certificate }) => certificate)).size;
  const byHost = groupBy(tls, ({ scenario }) => scenario.serverName ?? "(none)");
  const isWholeHost = ({ scenario }: Area) =>
    byHost.get(scenario.serverName ?? "(none)")?.length === clientCount && hostCount > 1;
  for (const [serverName, [area]] of byHost)
    if (area && isWholeHost(area)) joined.push({ type: "tls", serverName, area });
  const rest = tls.filter((area) => !isWholeHost(area));
  for (const same of groupBy(rest, ({ scenario }) => scenario.certificate ?? "none").values()) {
    if (same.length === hostCount && same[0]) {
      joined.push({ type: "tls", certificate: certificateOf(same[0]), area: same[0] });
      continue;
    }
    for (const area of same)
      joined.push({
        type: "tls",
        certificate: certificateOf(area),
        serverName: area.scenario.serverName ?? "(none)",
        area,
      });
  }
  return joinCertificates(joined);
}

/** Clients of several CAs in one. */
function joinCertificates(joined: readonly JoinedScenarios[]): JoinedScenarios[] {
  const groups = groupBy(joined, ({ type, serverName, certificate }) =>
    [
      type,
      serverName,
      certificate === undefined || certificate === "none" || certificate === "any" ? certificate : "some",
    ].join("\n"),
  );
  return [...groups.values()].flatMap(([first, ...more]) =>
    first
      ? more.length > 0
        ? [{ ...first, certificate: [first, ...more].map(({ certificate }) => certificate).join(", ") }]
        : [first]
      : [],
  );
}

const certificateOf = ({ scenario }: Area): string =>
  scenario.certificate === undefined
    ? "none"
    : scenario.certificate === "verified"
      ? "any"
      : scenario.certificate;

function toChange({ type, certificate, serverName, area }: JoinedScenarios): ConnectionChange {
  const { change, before, after } = area.cell;
  const wanted = namesOf(area.addressAssumptions, true);
  const excluded = namesOf(area.addressAssumptions, false);
  const { networks, phrases } =
    area.ranges.length > 0 ? writeRanges(area.ranges) : { networks: [], phrases: [] };
  const isEverywhere = networks[0] === "all";
  const outside = wanted.length > 0 && !isEverywhere ? writeRanges(otherAddresses(area.ranges)).networks : [];
  const except = [...excluded, ...outside];
  const name = change.name === undefined ? certificate : `named ${change.name}`;
  const { scenario, cell, certain } = area;
  const example =
    scenario.kind !== "local" && certain.length === 0
      ? undefined
      : exampleOf(scenario, certain, cell.found, change);
  const draft: Draft = {
    effect: change.effect,
    type,
    database: area.database,
    user: area.user,
    addresses: wanted.length > 0 ? wanted : networks,
    ...(except.length > 0 && { except }),
    ...(name !== undefined && { certificate: name }),
    ...(serverName !== undefined && { serverName }),
    ...(before && { before }),
    ...(after && { after }),
    ...(change.closedBy && { closedBy: change.closedBy }),
    ...reasonOf(change, area),
    ...(example && { example }),
  };
  const where =
    wanted.length > 0
      ? `${wanted.join(" and ")}${except.length > 0 ? ` except ${except.join(", ")}` : ""}`
      : `${phrases.join(", ")}${excluded.length > 0 ? ` except ${excluded.join(", ")}` : ""}`;
  return { ...draft, summary: summarize(draft, where) };
}

/** The reason, and on what it depends that is not known here. */
function reasonOf({ reason }: FateChange, { cell }: Area): { readonly reason?: string } {
  const open = [...cell.found.assumptions.keys()].map((condition) => whatIsOpen(condition));
  const words = [...(reason === undefined ? [] : [reason]), ...new Set(open)];
  return words.length > 0 ? { reason: words.join(" ") } : {};
}

function whatIsOpen(condition: string): string {
  const word = condition.slice(condition.indexOf(" ") + 1);
  if (/^address [\d.]+\//.test(condition)) return `The addresses of ${word} are too many ranges to compare.`;
  if (condition.startsWith("address "))
    return word === "samenet" || word === "samehost"
      ? `What ${word} is depends on the server's network interfaces.`
      : `Which addresses ${word} has depends on DNS.`;
  if (word.startsWith("@")) return `What ${word} holds is not known here.`;
  if (word.startsWith("/")) return `Which names ${word} matches beyond those in the files is left open.`;
  if (word === "samerole") return "Which roles are members of the database's role is not known here.";
  return `Who is a member of ${word.slice(1)} is not known here.`;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
