import type { Cursor } from "./cursor.ts";
import { RegexFault } from "./regexFault.ts";
import type { AnchorKind, ShorthandClass, TokenBody } from "./token.ts";

/**
 * Reads what follows a backslash in an advanced regular expression. Source: manual, "Regular Expression Escapes".
 * @param groups how many capturing groups were opened before: `\10` is a back reference only if there are ten.
 * @throws RegexFault for letters without a meaning and numbers without digits.
 */
export function lexEscape(cursor: Cursor, groups: number): TokenBody {
  const backslash = cursor.at - 1;
  if (cursor.atEnd) throw trailingBackslash(backslash);
  const code = cursor.take();
  const letter = String.fromCharCode(code);
  if (!/[a-z0-9]/i.test(letter)) return { kind: "character", code };
  const named = letterEscapes[letter];
  if (named) return named;
  switch (letter) {
    case "c":
      if (cursor.atEnd) throw badEscape(backslash, "`\\c` needs a character after it");
      return { kind: "character", code: cursor.take() & 0x1f };
    case "u":
      return hexadecimal(cursor, backslash, 4, 4);
    case "U":
      return hexadecimal(cursor, backslash, 8, 8);
    case "x":
      return hexadecimal(cursor, backslash, 1, 255);
    default:
      if (code < 0x30 || code > 0x39) throw unknownEscape(backslash, letter);
      return backReferenceOrOctal(cursor, groups, letter === "0");
  }
}

const character = (code: number): TokenBody => ({ kind: "character", code });
const anchor = (kind: AnchorKind): TokenBody => ({ kind: "anchor", anchor: kind });
const shorthand = (name: ShorthandClass, negated: boolean): TokenBody => ({ kind: "class", name, negated });

const letterEscapes: Readonly<Record<string, TokenBody>> = {
  a: character(0x07),
  b: character(0x08),
  B: character(0x5c),
  e: character(0x1b),
  f: character(0x0c),
  n: character(0x0a),
  r: character(0x0d),
  t: character(0x09),
  v: character(0x0b),
  A: anchor("text-start"),
  Z: anchor("text-end"),
  m: anchor("word-start"),
  M: anchor("word-end"),
  y: anchor("word-edge"),
  Y: anchor("not-word-edge"),
  d: shorthand("digit", false),
  D: shorthand("digit", true),
  s: shorthand("space", false),
  S: shorthand("space", true),
  w: shorthand("word", false),
  W: shorthand("word", true),
};

/** The highest character number that the server can represent. */
const highestCharacter = 0x7ffffffe;

function hexadecimal(cursor: Cursor, backslash: number, least: number, most: number): TokenBody {
  const { value, length } = digits(cursor, 16, most);
  if (length < least) {
    const wanted = least === 1 ? "at least one hexadecimal digit" : `exactly ${least} hexadecimal digits`;
    throw badEscape(backslash, `this escape needs ${wanted}`);
  }
  if (value > highestCharacter) throw badEscape(backslash, "this character number is too high");
  return { kind: "character", code: value };
}

/** One digit always refers back; more do so only if there are as many groups, else they are an octal character number. */
function backReferenceOrOctal(cursor: Cursor, groups: number, zero: boolean): TokenBody {
  const start = --cursor.at;
  if (!zero) {
    const { value, length } = digits(cursor, 10, 255);
    const signed = value | 0;
    if (length === 1 || (signed > 0 && signed <= groups)) return { kind: "back-reference", group: value };
    cursor.at = start;
  }
  const { value, length } = digits(cursor, 8, 3);
  if (length === 0)
    throw badEscape(start - 1, "there are fewer groups than that, and 8 and 9 are not octal digits");
  if (value <= 0xff) return { kind: "character", code: value };
  cursor.at--;
  return { kind: "character", code: value >> 3 };
}

/** Reads digits as the server does: in 32 bits, so that long numbers wrap around. */
function digits(cursor: Cursor, base: number, most: number): { value: number; length: number } {
  let value = 0;
  let length = 0;
  while (length < most && !cursor.atEnd) {
    const digit = Number.parseInt(String.fromCharCode(cursor.codes[cursor.at] ?? 0), base);
    if (Number.isNaN(digit)) break;
    value = (Math.imul(value, base) + digit) >>> 0;
    cursor.at++;
    length++;
  }
  return { value, length };
}

function badEscape(at: number, why: string): RegexFault {
  return new RegexFault("escape", at, `the escape is not valid: ${why}.`);
}

/** Refuses a backslash that nothing follows. */
export function trailingBackslash(at: number): RegexFault {
  return badEscape(at, "nothing follows the backslash; to match a backslash, write `\\\\`");
}

const instead: Readonly<Record<string, string>> = {
  Q: "to quote a whole pattern, start it with `***=`",
  E: "to quote a whole pattern, start it with `***=`",
  z: "for the end of the text write `\\Z` or `$`",
  G: "for the start of the text write `\\A` or `^`",
  p: "for letters write `[[:alpha:]]`, for digits `\\d`",
  P: "for all but letters write `[^[:alpha:]]`, for all but digits `\\D`",
  h: "for blanks write `[[:blank:]]`",
  R: "for a newline write `\\n`",
  k: "groups have numbers, not names; write `\\1`",
  g: "for the first group write `\\1`",
};

function unknownEscape(at: number, letter: string): RegexFault {
  const hint = instead[letter] ?? `for the letter itself write \`${letter}\``;
  return new RegexFault("escape", at, `the escape \`\\${letter}\` does not exist; ${hint}.`);
}
