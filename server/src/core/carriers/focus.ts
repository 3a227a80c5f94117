import { nextLine } from "../model/lines.ts";
/** Any key in a path that is wanted. */
export const anyKey = "*";

/** A path of keys. */
export type KeyPath = readonly string[];

/** What is wanted of a text. */
export interface WantedPaths {
  readonly paths: readonly KeyPath[];
  /** Those that are wanted beside one of `paths`, but do not lead into an entry of any key by themselves. */
  readonly beside?: readonly KeyPath[];
}

/**
 * A text of YAML of the same length in which comments take the place of the entries that lead to none of the wanted paths, so that
 * a parser has little to do: a file of values may have thousands of lines, and all but a few are none of ours. Where it is not written as
 * maps of lines, or has aliases, it stays as it is: what these name may be anywhere.
 */
export function focus(source: string, { paths, beside = [] }: WantedPaths): string {
  if (alias.test(source)) return source;
  const keys = new Map<string, boolean>([[anyKey, true]]);
  const occurs = (key: string) => {
    const found = keys.get(key) ?? source.includes(key);
    keys.set(key, found);
    return found;
  };
  // Of one with a name first what is above stays: findings about what is absent are shown there.
  const mayBe = (path: KeyPath) => path[0] !== anyKey || path.every(occurs);
  const wanted: WantedPaths = { paths: paths.filter(mayBe), beside: beside.filter(mayBe) };
  return cutEntries(source, (path, lines) =>
    isWanted(path, wanted) ? "keep" : mayLead(path, wanted, lines) ? "enter" : "cut",
  );
}

/** What becomes of an entry with a body: it stays, is left out, or each of its own entries is looked at. */
type Decide = (path: KeyPath, lines: string) => "keep" | "cut" | "enter";

/** A text of YAML of the same length in which comments take the place of some entries of its maps. */
export function cutEntries(source: string, decide: Decide): string {
  const cuts: Cut[] = [];
  let start = 0;
  for (const { index } of source.matchAll(/^(?:---|\.\.\.)(?=\s|$)/gm)) {
    if (!cutMap(source, start, index, decide, [], cuts)) return source;
    start = nextLine(source, index);
  }
  if (!cutMap(source, start, source.length, decide, [], cuts)) return source;
  let text = "";
  let done = 0;
  for (const { from, to } of cuts) {
    text += `${source.slice(done, from)}${"#".repeat(to - from - 1)}\n`;
    done = to;
  }
  return text + source.slice(done);
}

const alias = /[-:,[][ \t]+\*[\w-]|\[\*[\w-]/;

/** Whole lines, with the line break behind them. */
interface Cut {
  readonly from: number;
  readonly to: number;
}

/** Finds what to cut of the entries of a map between two offsets; `false` where there is something else than such entries. */
function cutMap(
  source: string,
  start: number,
  end: number,
  decide: Decide,
  path: KeyPath,
  cuts: Cut[],
): boolean {
  let indent: number | undefined;
  let at = start;
  while (at < end) {
    const next = nextLine(source, at);
    const line = source.slice(at, next);
    if (isBlankOrComment(line)) {
      cut(source, cuts, at, next);
      at = next;
      continue;
    }
    const [, blanks = "", key, value = ""] = entryLine.exec(line) ?? [];
    indent ??= blanks.length;
    if (key === undefined || blanks.length !== indent) return false;
    const body = bodyEnd(source, next, end, indent);
    const own = [...path, key];
    const lines = source.slice(next, body);
    const what = content.test(lines) ? decide(own, lines) : "keep";
    if (what === "cut") {
      if (source[body - 1] !== "\n") return false;
      cut(source, cuts, at, body);
    } else if (next < body && wholeValue.test(value) && !content.test(lines)) cut(source, cuts, next, body);
    else if (what === "enter" && value === "") {
      const known = cuts.length;
      // What is not written as a map of lines stays as a whole.
      if (!cutMap(source, next, body, decide, own, cuts)) cuts.length = known;
    }
    at = body;
  }
  return true;
}

function isWanted(own: KeyPath, { paths, beside = [] }: WantedPaths): boolean {
  return [paths, beside].some((some) => some.some((one) => startsWith(own, one)));
}

/** Cuts lines, if a line break ends them. */
function cut(source: string, cuts: Cut[], from: number, to: number): void {
  if (source[to - 1] !== "\n") return;
  const last = cuts.at(-1);
  if (last?.to === from) cuts[cuts.length - 1] = { from: last.from, to };
  else cuts.push({ from, to });
}

/** A value that ends on its line, so that the comments below are no part of it. */
const wholeValue = /^(?:|[\w./:@-]+|"[^"\\]*"|'[^']*'|\[\]|\{\})\s*(?:\s#.*)?$/;

/** Whether an entry may lead to a wanted path; one for which each key will do only if the keys behind that occur in its lines. */
function mayLead(own: KeyPath, { paths, beside = [] }: WantedPaths, lines: string): boolean {
  const known = new Map<string, boolean>();
  const occurs = (key: string) => {
    const found = known.get(key) ?? hasKey(lines, key);
    known.set(key, found);
    return found;
  };
  const isAbove = (one: KeyPath) => startsWith(own, one.slice(0, own.length));
  return (
    paths.some(
      (one) =>
        isAbove(one) &&
        (one[own.length - 1] !== anyKey ||
          one.slice(own.length).every((key) => key === anyKey || occurs(key))),
    ) || beside.some((one) => one[own.length - 1] !== anyKey && isAbove(one))
  );
}

/** Whether a word occurs as a key. */
function hasKey(lines: string, key: string): boolean {
  for (let at = lines.indexOf(key); at >= 0; at = lines.indexOf(key, at + key.length))
    if (/^["']?[ \t]*:/.test(lines.slice(at + key.length, at + key.length + 10))) return true;
  return false;
}

/** A key without quotes, and what is behind its colon but for a comment. */
const entryLine = /^( *)([A-Za-z_][\w.-]*):(?:[ \t]+([^#\s].*)|[ \t]*(?:#.*)?)\r?\n?$/;

/** A line that is neither blank nor a comment. */
const content = /^[ \t]*[^\s#]/m;

/** Where the lines end that belong to an entry of a map: those that are deeper, and the items of a list at the same depth. */
export function bodyEnd(source: string, start: number, end: number, indent: number): number {
  let at = start;
  while (at < end) {
    const next = nextLine(source, at);
    const line = source.slice(at, next);
    const depth = line.search(/[^ ]/);
    const isDeeper = depth > indent || (depth === indent && /^ *-\s/.test(line));
    if (!isBlankOrComment(line) && !isDeeper) break;
    at = next;
  }
  return at;
}

function isBlankOrComment(line: string): boolean {
  return /^\s*(?:#|$)/.test(line);
}

function startsWith(path: KeyPath, start: KeyPath): boolean {
  return start.every((key, index) => path[index] === key || (key === anyKey && index < path.length));
}
