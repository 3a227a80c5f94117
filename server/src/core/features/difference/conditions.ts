import { matchesRole } from "../../cluster/access/matchesRole.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import { matchesRegex } from "../../syntax/regex/matchesRegex.ts";
import { matchesDatabase } from "../connect/matchesClient.ts";
import type { Name } from "./candidate.ts";
import { type Effort, work } from "./effort.ts";
import { isPattern, type Row } from "./rows.ts";

/** Whether the words of a record match: certainly, certainly not, or where one of some things holds. */
export function conditionOfUser(
  row: Row,
  { kind, text: name }: Name,
  effort: Effort,
): readonly string[] | boolean {
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

export function conditionOfDatabase(
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
