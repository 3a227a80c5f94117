import { nextLine } from "../model/lines.ts";
/** Any key in a path that is wanted. */
export const anyKey = "*";

/** A path of keys. */
export type KeyPath = readonly string[];

/**
 * A text of YAML of the same length in which comments take the place of the entries that lead to none of the wanted paths, so that
 * a parser has little to do: a file of values may have thousands of lines, and all but a few are none of ours. Where it is not written as
 * maps of lines, or has aliases, it stays as it is: what these name may be anywhere.
 */
export function focus(source: string, wanted: readonly KeyPath[]): string {
  if (alias.test(source)) return source;
  const cuts: Cut[] = [];
  let start = 0;
  for (const { index } of source.matchAll(/^(?:---|\.\.\.)(?=\s|$)/gm)) {
    if (!cutMap(source, start, index, wanted, [], cuts)) return source;
    start = nextLine(source, index);
  }
  if (!cutMap(source, start, source.length, wanted, [], cuts)) return source;
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
  wanted: readonly KeyPath[],
  path: KeyPath,
  cuts: Cut[],
): boolean {
  let indent: number | undefined;
  let at = start;
  while (at < end) {
    const next = nextLine(source, at);
    const line = source.slice(at, next);
    if (isBlankOrComment(line)) {
      at = next;
      continue;
    }
    const [, blanks = "", key, value = ""] = entryLine.exec(line) ?? [];
    indent ??= blanks.length;
    if (key === undefined || blanks.length !== indent) return false;
    const body = bodyEnd(source, next, end, indent);
    const own = [...path, key];
    const hasBody = content.test(source.slice(next, body));
    if (hasBody && !wanted.some((one) => startsWith(own, one))) {
      if (!mayLead(own, wanted, source.slice(next, body))) {
        if (source[body - 1] !== "\n") return false;
        cuts.push({ from: at, to: body });
      } else if (value !== "" || !cutMap(source, next, body, wanted, own, cuts)) return false;
    }
    at = body;
  }
  return true;
}

/** Whether an entry may lead to a wanted path; one that does so as any key only if the keys behind that occur in its lines. */
function mayLead(own: KeyPath, wanted: readonly KeyPath[], lines: string): boolean {
  return wanted.some(
    (one) =>
      startsWith(own, one.slice(0, own.length)) &&
      (one[own.length - 1] !== anyKey ||
        one.slice(own.length).every((key) => key === anyKey || lines.includes(key))),
  );
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
