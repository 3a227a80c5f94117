import type { Cursor } from "./cursor.ts";
import { lexBracketStart } from "./lexAdvanced.ts";
import { trailingBackslash } from "./lexEscape.ts";
import type { Token, TokenBody } from "./token.ts";

/**
 * Reads one sign of a basic regular expression (`(?b)`), outside brackets and bounds.
 * @param previous the sign before it, `undefined` at the start: some signs are ordinary characters there.
 * @throws RegexFault for a backslash at the end.
 */
export function lexBasic(cursor: Cursor, previous: Token | undefined): TokenBody {
  const atStart = previous === undefined || previous.kind === "open";
  const code = cursor.take();
  switch (String.fromCharCode(code)) {
    case "*":
      return atStart || (previous.kind === "anchor" && previous.anchor === "line-start")
        ? { kind: "character", code }
        : { kind: "quantifier", minimum: 0, maximum: Number.POSITIVE_INFINITY };
    case "[":
      return lexBracketStart(cursor);
    case ".":
      return { kind: "any" };
    case "^":
      return atStart ? { kind: "anchor", anchor: "line-start" } : { kind: "character", code };
    case "$":
      cursor.skipBlank();
      return cursor.atEnd || cursor.sees("\\)")
        ? { kind: "anchor", anchor: "line-end" }
        : { kind: "character", code };
    case "\\":
      return escaped(cursor);
    default:
      return { kind: "character", code };
  }
}

function escaped(cursor: Cursor): TokenBody {
  if (cursor.atEnd) throw trailingBackslash(cursor.at - 1);
  const code = cursor.take();
  switch (String.fromCharCode(code)) {
    case "{":
      return { kind: "bound" };
    case "(":
      return { kind: "open", captures: true };
    case ")":
      return { kind: "close" };
    case "<":
      return { kind: "anchor", anchor: "word-start" };
    case ">":
      return { kind: "anchor", anchor: "word-end" };
    default:
      return code >= 0x31 && code <= 0x39
        ? { kind: "back-reference", group: code - 0x30 }
        : { kind: "character", code };
  }
}
