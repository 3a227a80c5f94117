import { matchesRole } from "../../cluster/access/matchesRole.ts";
import { effectiveOption } from "../../cluster/access/usableMethod.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { Place } from "../../model/span.ts";
import type { AuthToken } from "../../syntax/authLine.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import { matchesRegex } from "../../syntax/regex/matchesRegex.ts";
import type { ConnectionFacts } from "../connect/connection.ts";
import { exampleOfPattern } from "./exampleOfPattern.ts";

/** Which names of a client, as in its certificate, lead to which roles. */
export interface NameMap {
  /** Equal for two that lead the same names to the same roles. */
  readonly key: string;
  /** Absent where the names must be equal. */
  readonly lines?: readonly MapLine[];
  /** Why the lines are not known. */
  readonly unknown?: string;
  readonly version: ServerVersion;
}

interface MapLine {
  readonly key: string;
  readonly system: AuthToken;
  readonly role: AuthToken;
  readonly place: Place;
}

/** The map that a record goes by. */
export function nameMapOf(record: HbaRecord, facts: ConnectionFacts): NameMap {
  const { serverVersion: version, maps, mapsProblem } = facts;
  const map = effectiveOption(record, "map")?.value;
  const whole = effectiveOption(record, "clientname")?.value === "DN" ? "DN " : "";
  if (!map) return { key: `${whole}=`, version };
  if (!maps)
    return {
      key: `${whole}?${map}`,
      unknown: mapsProblem ?? "It depends on pg_ident.conf, which is not known here.",
      version,
    };
  const lines = maps.flatMap(({ record: { map: name, systemUser, databaseUser }, place }) => {
    const [written, role] = [systemUser?.tokens[0], databaseUser?.tokens[0]];
    if (name?.tokens[0]?.text !== map || !written || !role) return [];
    const isOne = !role.text.includes("\\1");
    const system = isOne ? { ...written, text: written.text.replace(oneName, "$1") } : written;
    const key = `${system.text} ${role.quoted ? "=" : ""}${role.text}`;
    return [{ key, system, role, place }];
  });
  return { key: whole + [...new Set(lines.map(({ key }) => key))].sort().join("\n"), lines, version };
}

/** An expression that one name alone matches. */
const oneName = /^\/\^([\w@-]+)\$$/;

/** Where a name must be that of the role, whatever it is. */
export const ownName = "like the role";

/** A name, or an expression for names, that leads to a role in one map and not in another. */
export interface MapDifference {
  readonly name: string;
  /** It is an expression, with what else leads to the role in the other map behind `except`. */
  readonly isPattern: boolean;
  /** Which of its names lead to the role in the other map depends on the role, as with `\1`. */
  readonly isOpen?: true;
  readonly place?: Place;
  /** One of these names for a role, where one was found. */
  nameFor(role: string): string | undefined;
}

/**
 * The names that lead to a role in one map and not in another. `role`: a name, or `undefined` for a role that no file names.
 */
export function namesOnlyIn(one: NameMap, other: NameMap, role: string | undefined): MapDifference[] {
  if (!one.lines) {
    const own = { name: ownName, nameFor: (role: string) => role };
    if (role === undefined) return other.lines ? [{ ...own, isPattern: true }] : [];
    return leads(other, role, role) === true ? [] : [{ ...own, isPattern: false }];
  }
  const same = new Set(other.lines?.map(({ key }) => key));
  return one.lines.flatMap(({ key, system, role: target, place }): MapDifference[] => {
    if (same.has(key) || !mayBe(target, role, one.version)) return [];
    const { text } = system;
    if (text.startsWith("/")) {
      const nameFor = (role: string) => {
        const name = exampleOfPattern(target.text.includes("\\1") ? withCapture(text, role) : text);
        return leads({ ...one, lines: [{ key, system, role: target, place }] }, name, role) !== false &&
          matchesRegex(text.slice(1), name, one.version) === true &&
          leads(other, name, role) === false
          ? name
          : undefined;
      };
      return [{ ...patternExcept(text, other, role), isPattern: true, place, nameFor }];
    }
    if (role !== undefined && leads(other, text, role)) return [];
    return [{ name: text, isPattern: role === undefined, place, nameFor: () => text }];
  });
}

/** An expression without the names that lead to a role in another map. */
function patternExcept(
  pattern: string,
  { lines, version }: NameMap,
  role: string | undefined,
): Pick<MapDifference, "name" | "isOpen"> {
  const isAmong = (name: string) => matchesRegex(pattern.slice(1), name, version) !== false;
  if (!lines) {
    if (role === undefined) return { name: pattern, isOpen: true };
    return { name: isAmong(role) ? `${pattern} except ${role}` : pattern };
  }
  const others = lines.filter(
    ({ system: { text }, role: target }) =>
      text !== pattern && mayBe(target, role, version) && (text.startsWith("/") || isAmong(text)),
  );
  const isOpen = lines.some(
    ({ system: { text }, role: target }) => text.startsWith("/") && target.text.includes("\\1"),
  );
  const names = [...new Set(others.map(({ system }) => system.text))];
  return {
    name: names.length === 0 ? pattern : `${pattern} except ${names.join(" and ")}`,
    ...(isOpen && { isOpen }),
  };
}

/** A pattern with a name, literally, in the place of its first group. */
const withCapture = (pattern: string, name: string): string =>
  pattern.replace(/\((?!\?)[^()]*\)/, () => name.replace(/[^\w@-]/g, ""));

/** Whether a name leads to a role; `undefined` where an expression decides. */
function leads({ lines, version }: NameMap, name: string, role: string): boolean | undefined {
  if (!lines) return name === role;
  let answer: boolean | undefined = false;
  for (const { system, role: target } of lines) {
    const found = system.text.startsWith("/")
      ? matchesRegex(system.text.slice(1), name, version)
      : system.text === name;
    if (found === false || !mayBe(target, role, version)) continue;
    if (found && isRole(target, role, version) === true) return true;
    answer = undefined;
  }
  return answer;
}

function isRole(target: AuthToken, role: string, version: ServerVersion): boolean | undefined {
  if (target.text.includes("\\1")) return undefined;
  return version >= 16 ? matchesRole(target, role, version) : target.text === role;
}

function mayBe(target: AuthToken, role: string | undefined, version: ServerVersion): boolean {
  if (role !== undefined) return isRole(target, role, version) !== false;
  const { text, quoted } = target;
  return (
    text.includes("\\1") || (version >= 16 && (text.startsWith("/") || (!quoted && /^(\+|all$)/.test(text))))
  );
}
