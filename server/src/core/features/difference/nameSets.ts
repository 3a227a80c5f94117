import { matchesRole } from "../../cluster/access/matchesRole.ts";
import { newestServerVersion } from "../../model/serverVersion.ts";
import { quoteAuth, writeAuth } from "../../syntax/quote.ts";
import { matchesRegex } from "../../syntax/regex/matchesRegex.ts";
import { allOf } from "../connect/threeValued.ts";
import type { Assumptions, Name } from "./candidate.ts";
import type { Column } from "./rows.ts";

/** One part of a set of databases or roles. */
export interface NamePart {
  readonly name: Name;
  /** What is assumed of it; only things of its own column. */
  readonly assumptions: Assumptions;
}

/** A set of names as pg_hba.conf writes it, with `except` and what it leaves out. */
export function writeNames(parts: readonly NamePart[], universe: readonly Name[], column: Column): string {
  const rest = parts.filter(({ name }) => name.kind !== "other");
  const listed = new Set(rest);
  const sets = parts
    .filter(({ name }) => name.kind === "other")
    .map(({ assumptions }) => {
      const missing = universe.filter((name) => {
        const isIn = name.kind === "other" ? false : holdsFor(name, assumptions, column);
        if (isIn === false) return false;
        const own = rest.filter((part) => part.name === name);
        const same = own.find((part) => isEqualTo(part.assumptions, assumptions));
        const whole = own.find((part) => part.assumptions.size === 0);
        if (same) listed.delete(same);
        if (whole && isIn) listed.delete(whole);
        return !same && !whole;
      });
      return { assumptions, missing };
    });
  const words = [
    ...sets.map(({ assumptions, missing }) => {
      const [wanted, excluded] = [namesOf(assumptions, true), namesOf(assumptions, false)];
      const left = [...excluded, ...missing.map((name) => writeName(name, column))];
      return `${wanted.join(" and ") || "all"}${left.length > 0 ? ` except ${left.join(" and ")}` : ""}`;
    }),
    ...[...listed].map(({ name, assumptions }) => {
      const of = [
        ...namesOf(assumptions, true).map((each) => ` if ${each}`),
        ...namesOf(assumptions, false).map((each) => ` if not ${each}`),
      ];
      return `${writeName(name, column)}${of.join("")}`;
    }),
  ];
  return [...new Set(words)].join(",");
}

const isEqualTo = (one: Assumptions, other: Assumptions): boolean =>
  one.size === other.size && [...one].every(([condition, is]) => other.get(condition) === is);

/** What is assumed, as it is written in the files. */
export function namesOf(assumptions: Assumptions, is: boolean): string[] {
  return [...assumptions]
    .filter(([, assumed]) => assumed === is)
    .map(([condition]) => condition.slice(condition.indexOf(" ") + 1));
}

/** Whether a name is one of those for which something is assumed; `undefined` where no file says. */
function holdsFor({ kind, text }: Name, assumptions: Assumptions, column: Column): boolean | undefined {
  if (kind === "replication") return false;
  return allOf(
    [...assumptions].map(([condition, is]) => () => {
      const word = condition.slice(condition.indexOf(" ") + 1);
      const held = kind === "named" ? isMatch(word, text, column) : undefined;
      return held === undefined ? undefined : held === is;
    }),
  );
}

function isMatch(word: string, text: string, column: Column): boolean | undefined {
  if (word.startsWith("/")) return matchesRegex(word.slice(1), text);
  const token = { text: word, quoted: false, span: { start: 0, end: 0 } };
  return column === "user" && word.startsWith("+")
    ? matchesRole(token, text, newestServerVersion)
    : undefined;
}

const keywords = /^(?:all|replication|same(?:user|role|group))$|^[+/]/;

function writeName({ kind, text }: Name, column: Column): string {
  if (kind === "replication") return "replication";
  if (kind === "same") return "sameuser";
  const isKeyword = column === "user" ? /^(?:all$|[+/])/.test(text) : keywords.test(text);
  return isKeyword ? quoteAuth(text) : writeAuth(text);
}
