import { type Cursor, isDigit } from "./cursor.ts";
import { lexEscape, trailingBackslash } from "./lexEscape.ts";
import { RegexFault } from "./regexFault.ts";
import type { TokenBody } from "./token.ts";

/**
 * Reads one sign of an advanced or extended regular expression, outside brackets and bounds.
 * @returns `undefined` for a comment.
 * @throws RegexFault for escapes and groups that do not exist.
 */
export function lexAdvanced(cursor: Cursor, groups: number): TokenBody | undefined {
  const advanced = cursor.options.flavour === "advanced";
  const code = cursor.take();
  switch (String.fromCharCode(code)) {
    case "|":
      return { kind: "alternative" };
    case "*":
      return quantifier(cursor, advanced, 0, Number.POSITIVE_INFINITY);
    case "+":
      return quantifier(cursor, advanced, 1, Number.POSITIVE_INFINITY);
    case "?":
      return quantifier(cursor, advanced, 0, 1);
    case "{":
      cursor.skipBlank();
      return isDigit(cursor.codes[cursor.at]) ? { kind: "bound" } : { kind: "character", code };
    case "(":
      return advanced && cursor.eats("?") ? specialGroup(cursor) : { kind: "open", captures: true };
    case ")":
      return { kind: "close" };
    case "[":
      return lexBracketStart(cursor);
    case ".":
      return { kind: "any" };
    case "^":
      return { kind: "anchor", anchor: "line-start" };
    case "$":
      return { kind: "anchor", anchor: "line-end" };
    case "\\":
      if (advanced) return lexEscape(cursor, groups);
      if (cursor.atEnd) throw trailingBackslash(cursor.at - 1);
      return { kind: "character", code: cursor.take() };
    default:
      return { kind: "character", code };
  }
}

/** Reads what an opening bracket is: a bracket expression's start, or `[[:<:]]` and `[[:>:]]`, a word's ends. */
export function lexBracketStart(cursor: Cursor): TokenBody {
  if (cursor.eats("[:<:]]")) return { kind: "anchor", anchor: "word-start" };
  if (cursor.eats("[:>:]]")) return { kind: "anchor", anchor: "word-end" };
  return { kind: "bracket", negated: cursor.eats("^") };
}

function quantifier(cursor: Cursor, advanced: boolean, minimum: number, maximum: number): TokenBody {
  if (advanced) cursor.eats("?");
  return { kind: "quantifier", minimum, maximum };
}

/** Reads what follows `(?`. */
function specialGroup(cursor: Cursor): TokenBody | undefined {
  const start = cursor.at - 2;
  if (cursor.eats(":")) return { kind: "open", captures: false };
  if (cursor.eats("=")) return { kind: "look", behind: false, negated: false };
  if (cursor.eats("!")) return { kind: "look", behind: false, negated: true };
  if (cursor.eats("<=")) return { kind: "look", behind: true, negated: false };
  if (cursor.eats("<!")) return { kind: "look", behind: true, negated: true };
  if (!cursor.eats("#")) throw unknownGroup(cursor, start);
  while (!cursor.atEnd && cursor.take() !== 0x29);
  return undefined;
}

function unknownGroup(cursor: Cursor, start: number): RegexFault {
  const following = String.fromCharCode(cursor.codes[cursor.at] ?? 0);
  const why =
    following === "<" || following === "P" || following === "'"
      ? "groups have numbers, not names; write `(…)` and refer to it as `\\1`."
      : /[a-z-]/i.test(following)
        ? "embedded options such as `(?i)` must be at the very start of the pattern, and apply to all of it."
        : "after `(?` only `:`, `=`, `!`, `<=`, `<!` and `#` are possible; to match the text, write `\\(\\?`.";
  return new RegexFault("quantifier", start, why);
}
