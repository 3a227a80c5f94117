import type { AuthToken } from "../../syntax/authLine.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import { matchesRegex } from "../../syntax/regex/matchesRegex.ts";
import type { RegexEffort } from "../../syntax/regex/positionMatcher.ts";
import type { AuthContext } from "../context.ts";
import { coversAddress, type MatchedAddress, splitAddress } from "./matchedAddress.ts";
import { kinds, matchingOf, wordCode } from "./matching.ts";
import { allCode, replicationCode, unknownCode } from "./tokenCode.ts";

/** One of the records above another, and the line on which it starts. */
export interface RecordAbove {
  readonly line: number;
  readonly record: HbaRecord;
}

/** What one match of a regular expression counts for besides its steps: the pattern is parsed anew. */
const parseSteps = 200;

/**
 * The line of the last record that is needed so that it and those above it match all that a record could match;
 * `undefined` if they leave it something. One record may match some kinds of connection, names or addresses, others the rest; a
 * regular expression matches the names in which the server finds it.
 * @param above in the order of the file
 */
export function lastOfCover(
  narrow: HbaRecord,
  above: readonly RecordAbove[],
  context: AuthContext,
  effort: RegexEffort,
): number | undefined {
  const wanted = matchingOf(narrow, context, 1);
  if (!wanted) return undefined;
  const rows = above.flatMap(({ line, record }) => {
    const matching = matchingOf(record, context, 1);
    if (!matching) return [];
    const columns = (["database", "user"] as const).map((column) =>
      (narrow[column]?.tokens ?? []).map((token) => coversToken(record, column, token, context, effort)),
    );
    return [
      { line, types: matching.types, address: matching.address, databases: columns[0], users: columns[1] },
    ];
  });
  let last = -1;
  for (const kind of Object.values(kinds).filter((one) => (one & wanted.types) !== 0))
    for (const database of (narrow.database?.tokens ?? []).keys())
      for (const user of (narrow.user?.tokens ?? []).keys()) {
        const parts = rows.filter(
          ({ types, databases, users }) => (types & kind) !== 0 && databases?.[database] && users?.[user],
        );
        const line = lastOfArea(wanted.address, parts);
        if (line === undefined) return undefined;
        last = Math.max(last, line);
      }
  return last < 0 ? undefined : last;
}

interface Part {
  readonly line: number;
  readonly address: MatchedAddress;
}

function lastOfArea(area: MatchedAddress, parts: readonly Part[]): number | undefined {
  const whole = parts.find(({ address }) => coversAddress(address, area))?.line;
  const inner = parts.filter(
    ({ line, address }) => (whole === undefined || line < whole) && isIn(area, address),
  );
  const areas = inner.length < 2 ? undefined : splitAddress(area);
  if (!areas) return whole;
  const lines = areas.map((one) => lastOfArea(one, inner));
  return lines.every((line) => line !== undefined) ? Math.max(...lines) : whole;
}

/** Every client with an address has one of IPv4 or IPv6, also one that is known by a name. */
function isIn(area: MatchedAddress, address: MatchedAddress): boolean {
  return coversAddress(area, address) || (area.kind === "name" && address.prefix === 0);
}

function coversToken(
  record: HbaRecord,
  column: "database" | "user",
  token: AuthToken,
  context: AuthContext,
  effort: RegexEffort,
): boolean {
  const { serverVersion } = context;
  const code = wordCode(column, token, serverVersion);
  return (record[column]?.tokens ?? []).some((wide) => {
    const wideCode = wordCode(column, wide, serverVersion);
    if (wideCode === unknownCode) return false;
    if (wideCode === allCode) return column === "user" || (code !== replicationCode && code !== unknownCode);
    if (wideCode === code) return true;
    if (serverVersion < 16 || !wide.text.startsWith("/") || !isPlainName(column, token)) return false;
    effort.steps -= parseSteps;
    return effort.steps > 0 && matchesRegex(wide.text.slice(1), token.text, serverVersion, effort) === true;
  });
}

/** From 16 on, a word that is the name of one database or role and nothing else. */
function isPlainName(column: "database" | "user", { text, quoted, isUnknown }: AuthToken): boolean {
  if (isUnknown || text.startsWith("/")) return false;
  if (quoted) return true;
  return column === "user" ? text !== "all" && !text.startsWith("+") : !databaseKeywords.has(text);
}

const databaseKeywords = new Set(["all", "replication", "sameuser", "samerole", "samegroup"]);
