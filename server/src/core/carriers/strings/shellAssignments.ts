import type { FoundParameter } from "./foundString.ts";
import { type MappedText, mapEscaped, mapVerbatim } from "./mappedText.ts";

/** Assignments one after the other, and where they end. */
export interface Assignments {
  readonly entries: readonly FoundParameter[];
  readonly end: number;
}

/**
 * The assignments `NAME=value` that begin at an offset, with blanks between them, as shells and Docker's `ENV` read them: quotation marks
 * and backslashes go. What a command gives is not known: such an assignment is left out.
 */
export function readAssignments(source: string, start: number, limit: number): Assignments {
  const entries: FoundParameter[] = [];
  const head = /(?:[ \t]|\\[ \t]*\r?\n)*([A-Za-z_]\w*)=/dy;
  let end = start;
  for (head.lastIndex = start; ; head.lastIndex = end) {
    const match = head.exec(source);
    const [from, to] = match?.indices?.[1] ?? [0, 0];
    if (!match || head.lastIndex > limit) return { entries, end };
    const value = readValue(source, head.lastIndex, limit);
    if (value.mapped) entries.push({ name: mapVerbatim(source, from, to), value: value.mapped });
    end = value.end;
  }
}

/** A word with its quotation marks, from an offset on; without its text where a command gives that. */
function readValue(source: string, start: number, limit: number): { mapped?: MappedText; end: number } {
  let quote = "";
  let isGiven = true;
  let end = start;
  for (; end < limit; end++) {
    const sign = source[end] ?? "";
    if (sign === "\\" && quote !== "'") end++;
    else if (sign === quote) quote = "";
    else if (quote === "" && (sign === "'" || sign === '"')) quote = sign;
    else if (sign === "`") isGiven = false;
    else if (sign === "$" && quote !== "'") end = endOfExpansion(source, end, limit);
    else if (quote === "" && /[\s;&|<>()]/.test(sign)) break;
  }
  end = Math.min(end, limit);
  if (quote !== "" || !isGiven) return { end };
  const isQuoted = /^(?:"[^"\\]*"|'[^']*')$/.test(source.slice(start, end));
  const inner = isQuoted ? { from: start + 1, to: end - 1 } : { from: start, to: end };
  const escapes = escapesIn(isQuoted ? (source[start] ?? "") : "");
  return { mapped: mapEscaped(source, inner.from, inner.to, escapes), end };
}

/** The end of `${…}` and `$(…)`, whose blanks belong to the word. */
function endOfExpansion(source: string, at: number, limit: number): number {
  const closing = { "{": "}", "(": ")" }[source[at + 1] ?? ""];
  const length =
    closing === undefined ? -1 : source.slice(at, Math.min(at + maxExpansion, limit)).indexOf(closing);
  return Math.max(at, at + length);
}

/** UTF-16 units of an expansion at the most, so that one that is not closed costs no look at all that follows. */
const maxExpansion = 500;

/** What a shell makes of the characters of a word one after the other, from within a quotation mark or outside (POSIX, 2.2). */
function escapesIn(outer: string) {
  let quote = outer;
  return (source: string, at: number) => {
    const sign = source[at] ?? "";
    if (outer === "" && (sign === quote || (quote === "" && /['"]/.test(sign)))) {
      quote = quote === "" ? sign : "";
      return { text: "", end: at + 1 };
    }
    if (sign !== "\\" || quote === "'") return undefined;
    const next = source[at + 1] ?? "";
    return { text: quote === '"' && !/["\\$`]/.test(next) ? sign + next : next, end: at + 2 };
  };
}
